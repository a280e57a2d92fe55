import { describe, expect, it } from 'vitest'
import { createBrowserStore, type BrowserStore } from '@/dataset/browser-store.ts'
import { StoreError } from '@/dataset/stored-files.ts'
import type { DatasetOutput } from '@/dataset/write-dataset.ts'
import { manifestSchema, type Manifest } from '@/domain/manifest.ts'
import { memoryDirectory, memoryLocks } from './memory-directory.ts'

const day = 24 * 3600 * 1000
const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text))

/** A dataset of one file that says `text`. The store looks at no table, so any bytes serve. */
function filled(title: string, text: string) {
  return async (output: DatasetOutput): Promise<Manifest> => {
    await output.write('project_year.parquet', bytesOf(text))
    const manifest = manifestSchema.parse({ title, years: [2023], rows: { project_year: 1 }, files: [{ path: 'project_year.parquet', table: 'project_year', bytes: text.length, sha256: '0'.repeat(64) }] })
    await output.write('manifest.json', bytesOf(JSON.stringify(manifest)))
    return manifest
  }
}

async function contents(store: BrowserStore): Promise<readonly (readonly [string, string])[]> {
  const { entries } = await store.list()
  return Promise.all(entries.map(async ({ manifest, files }) => [manifest.title.zh, new TextDecoder().decode(await files.read('project_year.parquet'))] as const))
}

describe('datasets in the browser', () => {
  it('are there at the next visit, under the names that they were given', async () => {
    const directory = memoryDirectory()
    const store = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
    const first = await store.save(null, filled('甲', 'one'))
    await store.save(null, filled('乙', 'two'))
    await store.rename(first.id, { zh: '丙', en: 'C' })
    const later = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
    expect(await contents(later)).toEqual([['丙', 'one'], ['乙', 'two']])
  })

  it('take a next version in the place of the one before', async () => {
    const store = createBrowserStore({ root: memoryDirectory().open(), locks: memoryLocks() })
    const { id } = await store.save(null, filled('甲', 'one'))
    expect((await store.save(id, filled('甲', 'two'))).id).toBe(id)
    expect(await contents(store)).toEqual([['甲', 'two']])
  })

  it('come back after a removal until it is swept away', async () => {
    const directory = memoryDirectory()
    const store = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
    const { id } = await store.save(null, filled('甲', 'one'))
    await store.remove(id)
    await store.clean(day)
    expect((await store.list()).removed.map((entry) => entry.id)).toEqual([id])
    await store.restore(id)
    expect(await contents(store)).toEqual([['甲', 'one']])
    await store.remove(id)
    await store.clean(-1000)
    expect(await store.list()).toEqual({ entries: [], removed: [], damaged: [] })
    expect(directory.paths().filter((path) => path.startsWith('own-'))).toEqual([])
  })

  it('stay whole whichever write a crash breaks off, and what it left is swept away', async () => {
    // Counts the writes of a whole run first, then breaks each of them off.
    const writesOf = async (breakAt: number) => {
      const directory = memoryDirectory()
      const calm = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
      const { id } = await calm.save(null, filled('甲', 'old'))
      const before = directory.paths()
      let writes = 0
      const broken = createBrowserStore({
        root: directory.open((path, bytes) => {
          writes += 1
          if (writes !== breakAt) return
          // The worst a dying tab can do: half of the file is there.
          directory.damage(path, () => bytes.slice(0, bytes.length / 2))
          throw new Error('the tab died')
        }),
        locks: null,
      })
      const outcome = await broken.save(id, filled('甲', 'new')).then(() => 'saved', () => 'broken')
      const after = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
      expect(await contents(after)).toEqual([['甲', outcome === 'saved' ? 'new' : 'old']])
      await after.clean(day)
      expect(await contents(after)).toEqual([['甲', outcome === 'saved' ? 'new' : 'old']])
      if (outcome === 'broken') expect(directory.paths().filter((path) => path.startsWith('own-'))).toEqual(before.filter((path) => path.startsWith('own-')))
      return { writes, outcome }
    }
    const { writes } = await writesOf(0)
    expect(writes).toBe(3)
    for (let at = 1; at <= writes; at += 1) expect((await writesOf(at)).outcome).toBe('broken')
  })

  it('survive an index of which the newest copy is torn', async () => {
    const directory = memoryDirectory()
    const store = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
    await store.save(null, filled('甲', 'one'))
    await store.save(null, filled('乙', 'two'))
    const half = (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)
    directory.damage('index-0.json', half)
    expect(await contents(store)).toEqual([['甲', 'one']])
  })

  it('name those whose files were changed from outside, and show the others', async () => {
    const directory = memoryDirectory()
    const store = createBrowserStore({ root: directory.open(), locks: memoryLocks() })
    const { id } = await store.save(null, filled('甲', 'one'))
    await store.save(null, filled('乙', 'two'))
    directory.damage(directory.paths().find((path) => path.startsWith(id) && path.endsWith('manifest.json')) ?? '', (bytes) => bytes.slice(1))
    expect((await store.list()).damaged).toEqual([{ id, title: { zh: '甲', en: '甲' } }])
    expect(await contents(store)).toEqual([['乙', 'two']])
  })
})

describe('two tabs', () => {
  it('write one after the other, and the second is told', async () => {
    const directory = memoryDirectory()
    const locks = memoryLocks()
    const [one, two] = [createBrowserStore({ root: directory.open(), locks }), createBrowserStore({ root: directory.open(), locks })]
    const told: string[] = []
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => (go = resolve))
    const first = one.save(null, async (output) => {
      await held
      told.push('first written')
      return filled('甲', 'one')(output)
    })
    const second = two.save(null, filled('乙', 'two'), { onBusy: () => void told.push('second waits') })
    await new Promise((resolve) => setTimeout(resolve, 5))
    go()
    await Promise.all([first, second])
    expect(told).toEqual(['second waits', 'first written'])
    expect((await contents(two)).map(([title]) => title)).toEqual(['甲', '乙'])
  })

  it('do not sweep away what the other writes', async () => {
    const directory = memoryDirectory()
    const locks = memoryLocks()
    const [one, two] = [createBrowserStore({ root: directory.open(), locks }), createBrowserStore({ root: directory.open(), locks })]
    await one.save(null, async (output) => {
      await output.write('project_year.parquet', bytesOf('half'))
      await two.clean(-1000)
      return filled('甲', 'one')(output)
    })
    expect(await contents(two)).toEqual([['甲', 'one']])
  })
})

it('says that the space is full, and leaves nothing half written', async () => {
  const directory = memoryDirectory()
  const full = createBrowserStore({
    root: directory.open((path) => {
      if (path.endsWith('.parquet')) throw Object.assign(new Error('no space'), { name: 'QuotaExceededError' })
    }),
    locks: memoryLocks(),
  })
  const failure = await full.save(null, filled('甲', 'one')).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StoreError)
  expect(failure).toMatchObject({ failure: 'full' })
  expect(directory.paths()).toEqual([])
})
