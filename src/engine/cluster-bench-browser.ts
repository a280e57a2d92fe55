import type { DatasetEngine } from '@/domain/manifest.ts'
import type { Bench } from './bench-engine.ts'
import { createClusterBench, type ClusterBenchOptions } from './cluster-bench.ts'
import { watchedWorker } from './worker-life.ts'

/** The workbench over the cluster that a dataset names, asked by the site's own path. */
export function openClusterBench({ path, catalog, schema }: DatasetEngine, options: Pick<ClusterBenchOptions, 'check' | 'ask' | 'onState'>): Bench {
  const openWorker = () => watchedWorker((name) => new Worker(new URL('./cluster-bench-worker.ts', import.meta.url), { ...name, type: 'module' }))
  return createClusterBench({ ...options, openWorker, place: { base: new URL(path, document.baseURI).href, catalog, schema } })
}
