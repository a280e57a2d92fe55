import * as z from 'zod/mini'
import { tableNames, type TableName } from '@/domain/tables.ts'
import type { DerivedFile } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, type Statement } from '@/engine/sql.ts'
import { gunzip, gzip } from '@/domain/gzip.ts'
import type { MadeFile } from '@/rollups/make-derived.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { checkFile, type DatasetFiles, type ReadOptions } from './dataset-files.ts'
import type { TableKeeper } from './table-keeper.ts'
import { askTableSums, type TableSums } from './table-shape.ts'

/**
 * The tables once more, as one database file that an engine reads in place: compressed pieces of it, and an index with
 * its size and what the tables' rows come to.
 */
export const pieceKind = 'tables'
export const indexKind = 'tables-index'

const sums = z.record(z.string(), z.nullable(z.string()))
const indexSchema = z.object({ bytes: z.int().check(z.positive()), sums: z.object({ project_year: sums, fund_source: sums, indicator: sums }) })

/** Makes the table file of what the engine holds; `partsOf` gives a table's rows, one part after the other. Nothing where the engine can't. */
export async function makeTableFile(engine: Engine, partsOf: (name: TableName) => readonly Statement[], take: (file: MadeFile) => Promise<void>): Promise<void> {
  const write = engine.databases?.write
  if (!write) return
  let [bytes, count] = [0, 0]
  await write(
    tableNames.map((name) => ({ name, parts: partsOf(name) })),
    async (piece) => {
      await take({ path: `derived/tables/${String(count).padStart(4, '0')}.gz`, kind: pieceKind, year: null, bytes: await gzip(piece) })
      bytes += piece.length
      count += 1
    },
  )
  const index: z.infer<typeof indexSchema> = { bytes, sums: await askTableSums(engine, identifier) }
  await take({ path: 'derived/tables/index.json', kind: indexKind, year: null, bytes: new Uint8Array(new TextEncoder().encode(`${JSON.stringify(index, null, 2)}\n`)) })
}

/** The size and the sums that a table file promises. Throws DatasetError. */
export async function readTableIndex(files: DatasetFiles, file: DerivedFile, options?: ReadOptions): Promise<{ readonly bytes: number; readonly sums: TableSums }> {
  const bytes = await files.read(file.path, options)
  await checkFile(file, bytes)
  const parsed = indexSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  if (!parsed.success) throw new DatasetError([fileProblem(file.path, 'unreadable', { zh: '不是表文件的目录', en: 'this is no index of a table file' })])
  return parsed.data
}

/** Puts a table file together from its checked pieces, one after the other. Throws DatasetError; nothing half is kept. */
export async function readTableFile(files: DatasetFiles, pieces: readonly DerivedFile[], bytes: number, keeper: TableKeeper, options: ReadOptions & { readonly onPiece?: (piece: DerivedFile) => void } = {}): Promise<Blob> {
  const key = pieces.map((piece) => piece.sha256)
  return keeper.keep(key, bytes, async (append) => {
    let next: Promise<Uint8Array<ArrayBuffer>> | null = null
    let written = Promise.resolve()
    for (const [index, piece] of pieces.entries()) {
      const content = await (next ?? files.read(piece.path, options))
      const following = pieces[index + 1]
      next = following ? files.read(following.path, options) : null
      next?.catch(() => undefined)
      // Unpacked while it is checked, and written while the next one is unpacked.
      const unpacking = gunzip(content)
      unpacking.catch(() => undefined)
      await checkFile(piece, content)
      const part = await unpacking
      await written
      written = append(part)
      written.catch(() => undefined)
      options.onPiece?.(piece)
    }
    await written
  })
}
