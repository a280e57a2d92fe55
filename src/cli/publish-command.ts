import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { publishDataset } from '@/dataset/warehouse/publish-dataset.ts'
import { writePublished } from '@/dataset/warehouse/write-published.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { openTrinoEngine } from '@/engine/trino.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'
import { loadDatasetFolder } from './folder-files.ts'
import { checkOutputFolder, replaceFolder } from './output-folder.ts'
import type { Streams } from './print.ts'
import { UsageError } from './usage-error.ts'

export interface PublishCall {
  readonly folder: string
  readonly engine: string
  readonly catalog: string
  readonly schema: string
  readonly user: string
  readonly year: number | null
  /** The catalog's folder as this machine sees it. */
  readonly warehouse: string | null
  readonly out: string
}

/** Where the site leads to its engine (docs/scale.md). */
const enginePath = 'engine/'

/** Puts files below a schema's folder; each appears whole. */
function warehouseFolder(warehouse: string, schema: string) {
  return async (path: string, bytes: Uint8Array<ArrayBuffer>) => {
    const file = join(warehouse, schema, path)
    await mkdir(dirname(file), { recursive: true })
    // Hive takes no notice of names that begin with a dot.
    const part = join(dirname(file), '.part')
    await writeFile(part, bytes)
    await rename(part, file)
  }
}

/** `publish`: a dataset folder into a cluster, and the small folder that the page opens. */
export async function publish(call: PublishCall, streams: Streams): Promise<number> {
  const { folder, catalog, schema, user, year, warehouse, out } = call
  await checkOutputFolder(out)
  const password = process.env['JILAN_ENGINE_PASSWORD']
  if (password !== undefined && !call.engine.startsWith('https:')) throw new UsageError('A password goes over https only: give --engine an https address, or unset JILAN_ENGINE_PASSWORD.')
  const engine = openTrinoEngine({
    base: `${call.engine.replace(/\/$/, '')}/`,
    catalog,
    schema,
    user,
    ...(password === undefined ? {} : { password }),
    // One writer keeps a file's rows sorted by form.
    session: { redistribute_writes: 'false', scale_writers: 'false', task_min_writer_count: '1' },
  })
  const scratch = await mkdtemp(join(tmpdir(), 'jilan-'))
  const source = await openNativeEngine({ file: join(scratch, 'dataset.duckdb'), memoryLimit: '2GB' })
  try {
    const manifest = await loadDatasetFolder(source, folder)
    if (year !== null && !manifest.years.includes(year)) throw new UsageError(`${folder} has no year ${year}; it has ${manifest.years.join(', ')}.`)
    const target = { engine, schema, ...(warehouse === null ? {} : { write: warehouseFolder(warehouse, schema) }) }
    const state = await publishDataset(source, manifest, target, { year, onStep: (step) => streams.error(`${step}\n`) })
    const loaded = performance.now()
    const asked = await askedAhead(engine)
    const published = await replaceFolder(out, (output) => writePublished(engine, { source: manifest, state, where: { kind: 'trino', path: enginePath, catalog, schema }, asked }, output))
    const { years, rows } = published
    streams.error(`sums made ahead in ${Math.round((performance.now() - loaded) / 100) / 10} s\n`)
    streams.error(`${catalog}.${schema}: ${rows.project_year} forms, ${rows.indicator} indicators, ${years[0]}–${years.at(-1)}; the page opens ${out}\n`)
    return 0
  } finally {
    await source.close()
    await rm(scratch, { recursive: true, force: true })
  }
}
