import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { memoryOutput, type FileMap } from '@/dataset/memory-files.ts'
import { writeDataset } from '@/dataset/write-dataset.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { expectQuiet, open, visit, type Visit } from './site.ts'

const address = '#/overview?data=/large/manifest.json'
const isPiece = (url: string) => url.includes('/large/derived/tables/')

describe('a table file', () => {
  let files: FileMap
  let visitor: Visit
  let asked: string[]
  const damaged = new Set<string>()
  beforeAll(async () => {
    const engine = await openNativeEngine()
    await loadDatasetFolder(engine, 'data/demo-city')
    const { files: written, output } = memoryOutput()
    await writeDataset(engine, { title: { zh: '大', en: 'Large' }, region: null, synthetic: true, format: 'parquet', splitOver: 1000 }, output)
    await engine.close()
    files = written
  })
  beforeEach(async () => {
    damaged.clear()
    visitor = await visit()
    asked = []
    await visitor.context.route('**/large/**', async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname.slice('/large/'.length))
      const bytes = files.get(path)
      asked.push(path)
      if (!bytes) return route.fulfill({ status: 404 })
      return route.fulfill({ body: Buffer.from(damaged.has(path) ? bytes.slice(0, -1) : bytes) })
    })
    return visitor.close
  })

  async function loaded(): Promise<void> {
    await open(visitor.page, address)
    await visitor.page.waitForFunction(() => performance.getEntriesByName('jilan:data-ready').length > 0, null, { timeout: 60_000 })
  }
  const pieces = () => asked.filter((path) => /^derived\/tables\/\d+\.gz$/.test(path))
  const tableFiles = () => asked.filter((path) => /^(project_year|fund_source|indicator)\b/.test(path))

  it("is fetched and unpacked beside the page's thread, once for two visits, and no table besides", async () => {
    await loaded()
    expect(pieces()).not.toEqual([])
    const own = await visitor.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(own.some((url) => url.includes('/large/derived/'))).toBe(true)
    expect(own.filter(isPiece)).toEqual([])
    expect(tableFiles()).toEqual([])
    asked.length = 0
    await visitor.page.reload()
    await loaded()
    expect([pieces(), tableFiles()]).toEqual([[], []])
    expect(await visitor.page.locator('[data-role="table-file-set-aside"]').count()).toBe(0)
    expectQuiet(visitor)
  })

  it('that is cut short is set aside, which the page says, and the tables come from their own files', async () => {
    const [first] = [...files.keys()].filter((path) => /^derived\/tables\/\d+\.gz$/.test(path))
    damaged.add(first ?? '')
    await loaded()
    expect(tableFiles()).not.toEqual([])
    expect(await visitor.page.locator('[data-role="table-file-set-aside"]').textContent()).toContain(String((files.get(first ?? '')?.length ?? 0) - 1))
    expectQuiet(visitor)
  })
})
