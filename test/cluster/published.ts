import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { publishDataset } from '@/dataset/warehouse/publish-dataset.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { openTrinoEngine, type TrinoOptions } from '@/engine/trino.ts'
import type { RunningCluster } from './global-setup.ts'

/** An engine of the cluster that reads a schema as the page's user does, or with other options. */
export function readerOf({ url, catalog }: RunningCluster, schema: string, options: Partial<TrinoOptions> = {}): Engine {
  return openTrinoEngine({ base: `${url}/`, catalog, schema, user: 'reader', ...options })
}

/** Puts an engine's canonical tables into the cluster: by files in its warehouse, or through the engine alone. */
export async function publish(source: Engine, manifest: Manifest, cluster: RunningCluster, schema: string, by: 'files' | 'engine' = 'files', year: number | null = null) {
  const engine = readerOf(cluster, schema, { user: 'publisher' })
  const write = async (path: string, bytes: Uint8Array<ArrayBuffer>) => {
    const to = join(cluster.warehouse, schema, path)
    await mkdir(dirname(to), { recursive: true })
    await writeFile(`${to}.part`, bytes)
    await rename(`${to}.part`, to)
  }
  return publishDataset(source, manifest, { engine, schema, ...(by === 'files' ? { write } : {}) }, { year })
}
