import type { DatasetEngine, Manifest } from '@/domain/manifest.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { checkPublished } from './check-published.ts'

/** Opens the engine that a manifest names, by the site's own path to it. */
export type OpenCluster = (engine: DatasetEngine) => Promise<Engine>

/** The engine of a dataset that lies in a cluster, once it holds what the manifest says. Throws DatasetError. */
export async function openedCluster(manifest: Manifest, where: DatasetEngine, open: OpenCluster, options?: AskOptions): Promise<Engine> {
  const engine = await open(where)
  await checkPublished(engine, manifest, where, options)
  return engine
}
