import { createServer } from 'node:net'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchTrino, NoClusterError } from './fetch-trino.mjs'
import { startNode } from './trino-node.mjs'

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** One statement's rows, as anyone with Trino's protocol asks; null where it was not answered. */
async function rowsOf(url, text) {
  let reply = await fetch(`${url}/v1/statement`, { method: 'POST', body: text, headers: { 'X-Trino-User': 'cluster' } }).then((response) => response.json())
  const rows = []
  while (reply.nextUri) {
    rows.push(...(reply.data ?? []))
    reply = await fetch(reply.nextUri, { headers: { 'X-Trino-User': 'cluster' } }).then((response) => response.json())
  }
  return reply.error ? null : [...rows, ...(reply.data ?? [])]
}

async function isReady(url, workers) {
  const info = await fetch(`${url}/v1/info`).then((response) => response.json(), () => null)
  if (!info || info.starting) return false
  const [row] = (await rowsOf(url, "SELECT count(*) FROM system.runtime.nodes WHERE state = 'active' AND NOT coordinator").catch(() => null)) ?? []
  return row?.[0] === workers
}

async function lastLines(folder) {
  const text = await readFile(join(folder, 'server.log'), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-8).join('\n')
}

/**
 * Starts Trino on loopback: a coordinator and workers over one folder of Parquet files, and waits until they answer.
 * Throws NoClusterError where it can't be had. `stop` ends every node and deletes what they wrote beside the warehouse.
 */
export async function startCluster({ warehouse, port = 0, workers = 2, heap = '1500M', queryMemory = '1GB', spills = false, isShortLived = false, patience = 300_000 }) {
  const { home, java } = await fetchTrino()
  await mkdir(warehouse, { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'jilan-cluster-'))
  const coordinatorPort = port === 0 ? await freePort() : port
  const url = `http://127.0.0.1:${coordinatorPort}`
  const shared = { home, java, coordinatorPort, warehouse, queryMemory, spills, isShortLived }
  const nodes = new Map()
  const start = async (node) => nodes.set(node, await startNode(join(folder, node), { ...shared, node, heap, port: node === 'coordinator' ? coordinatorPort : 0 }))

  const kill = async (node, signal) => {
    await nodes.get(node)?.kill(signal)
    nodes.delete(node)
  }
  const ready = async () => {
    const until = Date.now() + patience
    while (!(await isReady(url, nodes.size - 1))) {
      const broken = [...nodes].find(([, node]) => node.hasEnded())
      if (broken) throw new NoClusterError(`Trino's ${broken[0]} ended while it started:\n${await lastLines(join(folder, broken[0]))}`)
      if (Date.now() > until) throw new NoClusterError(`Trino did not answer within ${patience / 1000} s:\n${await lastLines(join(folder, 'coordinator'))}`)
      await pause(250)
    }
  }
  const stop = async () => {
    await Promise.all([...nodes.keys()].map((node) => kill(node, 'SIGKILL')))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    for (const node of ['coordinator', ...Array.from({ length: workers }, (_, index) => `worker-${index + 1}`)]) await start(node)
    await ready()
  } catch (error) {
    await stop()
    throw error
  }
  return { url, catalog: 'lake', warehouse, kill, start, ready, stop }
}
