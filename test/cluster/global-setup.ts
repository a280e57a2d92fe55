import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '../../.tools/cluster/start-cluster.mjs'

export interface RunningCluster {
  readonly url: string
  readonly catalog: string
  readonly warehouse: string
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly cluster: RunningCluster
  }
}

/** One cluster for all tests, over a warehouse of its own. JILAN_CLUSTER and JILAN_WAREHOUSE name one that runs already. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { JILAN_CLUSTER: url, JILAN_WAREHOUSE: there } = process.env
  if (url !== undefined && there !== undefined) {
    project.provide('cluster', { url, catalog: 'lake', warehouse: there })
    return async () => undefined
  }
  const warehouse = await mkdtemp(join(tmpdir(), 'jilan-warehouse-'))
  const cluster = await startCluster({ warehouse, isShortLived: true })
  project.provide('cluster', { url: cluster.url, catalog: cluster.catalog, warehouse })
  return async () => {
    await cluster.stop()
    await rm(warehouse, { recursive: true, force: true })
  }
}
