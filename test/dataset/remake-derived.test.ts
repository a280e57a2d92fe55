import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDataTasks } from '@/dataset/data-tasks.ts'
import { DatasetError } from '@/dataset/dataset-error.ts'
import type { FileMap } from '@/dataset/memory-files.ts'
import { StoreError } from '@/dataset/stored-files.ts'
import { derivedVersion, manifestSchema, type Manifest } from '@/domain/manifest.ts'
import { toContentHash } from '@/domain/content-hash.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'

const folder = 'data/demo-city'
const bytesOf = (path: string) => new Uint8Array(readFileSync(`${folder}/${path}`))
const shipped = manifestSchema.parse(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')))
const shippedFiles = shipped.derived?.files ?? []
let opened: { readonly isClosed: boolean }[] = []
let kept = 0

/** Tasks whose engines are watched: each task closes its own. */
function openTasks() {
  opened = []
  kept = 0
  return createDataTasks({
    askedAhead,
    keepDerived: async () => void (kept += 1),
    characterMaps: 'node_modules/pdfjs-dist/cmaps/',
    openEngine: async () => {
      const engine = await openNativeEngine()
      const watched = { isClosed: false }
      opened.push(watched)
      const close = async () => {
        watched.isClosed = true
        await engine.close()
      }
      return { ...engine, close } satisfies Engine
    },
    openStore: () => Promise.reject(new StoreError('refused')),
    readParquet: async () => ({ columns: [], rows: [] }),
  })
}

/** The city's tables with another manifest, and files beside them. */
function city(derived: Manifest['derived'], more: FileMap = new Map()) {
  const manifest = new TextEncoder().encode(JSON.stringify({ ...shipped, derived }))
  const tables = shipped.files.map(({ path }) => [path, bytesOf(path)] as const)
  return { kind: 'visit', id: 'visit-city', files: new Map([...tables, ['manifest.json', manifest] as const, ...more]) } as const
}

const nonsense = new TextEncoder().encode('no sums at all')
const stale = { version: derivedVersion + 1, madeFrom: toContentHash(shipped), files: [...shippedFiles] }
const ofOthers = { version: derivedVersion, madeFrom: '0'.repeat(64), files: [...shippedFiles] }
const wrong = { version: derivedVersion, madeFrom: toContentHash(shipped), files: [...shippedFiles] }

describe('what a dataset should have come with for speed', () => {
  beforeAll(() => expect(shippedFiles.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['rollup', 'answers', 'answers-later', 'forms', 'places', 'reasons', 'indicators', 'history', 'history-index'])))

  it.each([
    ['is missing', city(undefined)],
    ['is of another version', city(stale)],
    ['is of other tables', city(ofOthers)],
    ['is something else than it should be', city(wrong, new Map(shippedFiles.map(({ path }) => [path, nonsense])))],
  ])('is made byte for byte as the generator wrote it where it %s', async (_, source) => {
    const { derived, files } = await openTasks().remake({ source })
    expect(derived).toEqual({ version: derivedVersion, madeFrom: toContentHash(shipped), files: shippedFiles })
    expect([...files.keys()]).toEqual(shippedFiles.map(({ path }) => path))
    for (const [path, bytes] of files) expect(Buffer.from(bytes).equals(bytesOf(path)), path).toBe(true)
    expect(opened).toEqual([{ isClosed: true }])
  })

  it('is not kept of what a person has for this visit alone', async () => {
    await openTasks().remake({ source: city(undefined) })
    expect(kept).toBe(0)
  })

  it('is not made of tables that are damaged, and the engine is closed', async () => {
    const source = city(undefined, new Map([['indicator.parquet', bytesOf('indicator.parquet').slice(0, 1000)]]))
    await expect(openTasks().remake({ source })).rejects.toBeInstanceOf(DatasetError)
    expect(opened).toEqual([{ isClosed: true }])
  })
})
