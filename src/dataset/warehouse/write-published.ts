import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { toContentHash } from '@/domain/content-hash.ts'
import { derivedVersion, manifestSchema, type DatasetEngine, type DerivedFile, type Manifest } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import type { PublishedState } from '@/engine/warehouse-sql.ts'
import { writeCellFile } from '@/rollups/cell-file.ts'
import type { StatementsAhead } from '@/rollups/make-derived.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { prepareAnswers, writeAnswers } from '@/rollups/prepared-answers.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import type { DatasetOutput } from '../write-dataset.ts'
import { rowsOfState } from './publish-dataset.ts'

export interface PublishedFolder {
  /** What the rows came from: its title and the like are kept. */
  readonly source: Manifest
  readonly state: PublishedState
  readonly where: Omit<DatasetEngine, 'published'>
  /** Questions whose answers are kept. */
  readonly asked: StatementsAhead
}

/** Writes the small folder that the page opens: sums and answers made in the engine, and last the manifest that names it. */
export async function writePublished(engine: Engine, { source, state, where, asked }: PublishedFolder, output: DatasetOutput): Promise<Manifest> {
  const files: DerivedFile[] = []
  const write = async (path: string, kind: string, bytes: Uint8Array<ArrayBuffer>) => {
    await output.write(path, bytes)
    files.push({ path, kind, year: null, bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) })
  }
  for (const plan of rollupPlans) await write(`derived/${plan.name}.jlnc`, 'rollup', writeCellFile(await makeRollup(engine, plan)))
  for (const [kind, statements] of Object.entries({ answers: asked.first, 'answers-later': asked.later })) if (statements.length > 0) await write(`derived/${kind}.json`, kind, writeAnswers(await prepareAnswers(engine, statements)))
  const { title, description, region, synthetic } = source
  const of = { files: [], engine: { ...where, published: state.id } }
  const years = [...new Set(state.batches.map((batch) => batch.year))].toSorted((a, b) => a - b)
  const manifest = manifestSchema.parse({ version: 1, title, ...(description ? { description } : {}), region, synthetic, years, rows: rowsOfState(state), ...of, derived: { version: derivedVersion, madeFrom: toContentHash(of), files } })
  await output.write('manifest.json', new Uint8Array(new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)))
  return manifest
}
