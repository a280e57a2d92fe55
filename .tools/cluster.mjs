import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { NoClusterError } from './cluster/fetch-trino.mjs'
import { startCluster } from './cluster/start-cluster.mjs'

const { values } = parseArgs({ options: { warehouse: { type: 'string', default: join(import.meta.dirname, '../.cache/warehouse') }, port: { type: 'string', default: '8090' }, heap: { type: 'string', default: '1500M' } } })
const warehouse = resolve(values.warehouse)
mkdirSync(warehouse, { recursive: true })
try {
  const cluster = await startCluster({ warehouse, port: Number(values.port), heap: values.heap })
  console.log(`Cluster ready: ${cluster.url} (Trino, 1 coordinator, 2 workers, catalog ${cluster.catalog}, warehouse ${warehouse})`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void cluster.stop().then(() => process.exit(0)))
} catch (error) {
  if (!(error instanceof NoClusterError)) throw error
  console.error(error.message)
  process.exit(1)
}
