import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { AskProgress } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { startCluster, type Cluster } from '../../.tools/cluster/start-cluster.mjs'
import { publish, readerOf } from './published.ts'

/** Every indicator, so many times over: work for both workers, that grows with the times and is seen soon. */
const turns = (times: number) => sql`SELECT sum(seq * turn) AS n FROM indicator CROSS JOIN UNNEST(sequence(1, ${times})) AS turns (turn)`
const schema = 'faults'
/** Milliseconds: a question must outlast the start of its fault, on a fast machine as on a slow one. */
const leastWork = 8_000
/** Of a question that is to go on after a cut of ten seconds: what it takes grows a little slower than its times. */
const workPastCut = 30_000
/** Long enough that the machine's speed shows, not what every statement takes to begin. */
const triedTimes = 500
/** No sequence of Trino is longer. */
const mostTimes = 10_000

let cluster: Cluster
let warehouse: string
let turnsEachMillisecond: number
let expected: number

beforeAll(async () => {
  warehouse = await mkdtemp(join(tmpdir(), 'jilan-faults-'))
  cluster = await startCluster({ warehouse, heap: '1G', queryMemory: '512MB', isShortLived: true })
  const native = await openNativeEngine()
  const manifest = await loadDatasetFolder(native, fileURLToPath(new URL('../../data/demo-city', import.meta.url)))
  await publish(native, manifest, cluster, schema)
  const [row] = await native.rows(sql`SELECT sum(seq) AS n FROM indicator`)
  await native.close()
  const reader = readerOf(cluster, schema, {})
  await reader.rows(turns(triedTimes))
  const begun = performance.now()
  await reader.rows(turns(triedTimes))
  turnsEachMillisecond = triedTimes / (performance.now() - begun)
  expected = Number(row?.['n'])
})
afterAll(async () => {
  await cluster.stop()
  await rm(warehouse, { recursive: true, force: true })
})

/** Asks a long question and does something once it is at work and not yet done. Gives the sum of one turn. */
async function askWhile(url: string, fault: () => Promise<unknown>, { work = leastWork, patience = 240_000 } = {}): Promise<number> {
  const times = Math.min(mostTimes, Math.ceil(work * turnsEachMillisecond))
  let begun = false
  let done: Promise<unknown> = Promise.resolve()
  const onProgress = ({ rows, done: parts, all }: AskProgress) => {
    if (begun || rows === 0 || parts === all) return
    begun = true
    done = fault()
  }
  const [row] = await readerOf({ ...cluster, url }, schema, { patience }).rows(turns(times), { onProgress })
  await done
  expect(begun).toBe(true)
  return Number(row?.['n']) / ((times * (times + 1)) / 2)
}

/** A wire to the coordinator that can be cut. */
async function openWire(): Promise<{ readonly url: string; readonly cut: (milliseconds: number) => Promise<void>; readonly close: () => void }> {
  const sockets = new Set<Socket>()
  const { port: to } = new URL(cluster.url)
  const listen = (at: number) =>
    new Promise<Server>((listening) => {
      const opened = createServer((near) => {
        const far = connect(Number(to), '127.0.0.1')
        for (const socket of [near, far]) {
          sockets.add(socket)
          socket.on('error', () => undefined)
        }
        near.pipe(far)
        far.pipe(near)
      }).listen(at, '127.0.0.1', () => listening(opened))
    })
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    close,
    cut: async (milliseconds) => {
      close()
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      server = await listen(port)
    },
  }
}

describe('a question in the cluster', () => {
  it('is answered whole though a worker is killed in the middle of it', async () => {
    expect(await askWhile(cluster.url, () => cluster.kill('worker-2'))).toBe(expected)
    await cluster.start('worker-2')
    await cluster.ready()
  })

  it('is answered whole though the network is cut for ten seconds', async () => {
    const wire = await openWire()
    expect(await askWhile(wire.url, () => wire.cut(10_000), { work: workPastCut })).toBe(expected)
    wire.close()
  })

  it('fails with a reason where the network stays cut for longer than it is waited for', async () => {
    const wire = await openWire()
    const asked = askWhile(wire.url, async () => wire.close(), { patience: 1_000 })
    await expect(asked).rejects.toMatchObject({ name: 'QueryError', advice: { en: expect.stringContaining('can’t be reached') } })
  })

  it('is asked again where the coordinator was restarted', async () => {
    const restart = async () => {
      await cluster.kill('coordinator')
      await cluster.start('coordinator')
      await cluster.ready()
    }
    expect(await askWhile(cluster.url, restart)).toBe(expected)
  })

  it('says that nothing runs where nothing does', async () => {
    const asked = readerOf({ ...cluster, url: 'http://127.0.0.1:9' }, schema, { patience: 0 }).rows(sql`SELECT 1`)
    await expect(asked).rejects.toMatchObject({ name: 'QueryError', advice: { en: expect.stringContaining('can’t be reached') } })
  })
})
