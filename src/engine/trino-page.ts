import type { DatasetEngine } from '@/domain/manifest.ts'
import type { Engine } from './engine.ts'

/** The cluster behind the site's own path, as the page asks it: the site says who asks. */
export async function openCluster({ path, catalog, schema }: DatasetEngine): Promise<Engine> {
  const { openTrinoEngine } = await import('./trino.ts')
  return openTrinoEngine({ base: new URL(path, document.baseURI).href, catalog, schema })
}
