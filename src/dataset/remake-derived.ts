import { toContentHash } from '@/domain/content-hash.ts'
import { derivedVersion, type Manifest } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import type { DatasetSource } from './build-dataset.ts'
import { loadDataset } from './load-dataset.ts'
import { memoryOutput, type FileMap } from './memory-files.ts'
import { takeDerived, writeDerived, type AskedAhead } from './write-derived.ts'

/** What a dataset should have come with for speed: the files, and what its manifest would say of them. */
export interface RemadeDerived {
  readonly derived: NonNullable<Manifest['derived']>
  readonly files: FileMap
}

/**
 * Makes a dataset's files for speed again from its tables' own files, whatever came with it, in an engine of its own.
 * Throws DatasetError where the tables can't be read.
 */
export async function remakeDerived({ manifest, files: source }: DatasetSource, openEngine: () => Promise<Engine>, askedAhead: AskedAhead): Promise<RemadeDerived> {
  const engine = await openEngine()
  try {
    // Without what came with it no table file is used either: it may be as wrong as the rest.
    await loadDataset(engine, { ...manifest, derived: undefined }, source, { number: 1 })
    const { files, output } = memoryOutput()
    const { files: promised, take } = takeDerived(output.write)
    await writeDerived(engine, { askedAhead }, take)
    return { derived: { version: derivedVersion, madeFrom: toContentHash(manifest), files: [...promised] }, files }
  } finally {
    await engine.close()
  }
}
