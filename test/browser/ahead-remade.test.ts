import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { toContentHash } from '@/domain/content-hash.ts'
import { derivedVersion, manifestSchema, type Manifest } from '@/domain/manifest.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { cutsByProject } from '@/queries/cuts-by-project.ts'
import { projectIndicators } from '@/queries/project-indicators.ts'
import { projectYears } from '@/queries/project-years.ts'
import { projects } from '@/queries/projects.ts'
import { ask } from '@/queries/query.ts'
import { totals } from '@/queries/totals.ts'
import { writeCellFile } from '@/rollups/cell-file.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import { expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'

const shipped = manifestSchema.parse(JSON.parse(readFileSync('data/demo-city/manifest.json', 'utf8')))
type Derived = NonNullable<Manifest['derived']>
const derivedFiles = shipped.derived?.files ?? []
const rightful: Derived = { version: derivedVersion, madeFrom: toContentHash(shipped), files: [...derivedFiles] }

/** A visitor to whom the city comes with something else made ahead. */
async function visitWith(derived: Derived | undefined): Promise<Visit> {
  const visitor = await visit()
  await visitor.context.route('**/data/demo-city/manifest.json', (route) => route.fulfill({ json: { ...shipped, derived } }))
  return visitor
}

function remade(page: Page): Promise<unknown> {
  return page.waitForFunction(() => performance.getEntriesByName('jilan:ahead-remade').length > 0, null, { timeout: 90_000 })
}

/** Goes to an address without loading the page anew. */
async function choose(page: Page, address: string, view: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), address)
  await settled(page, { view })
}

/** Who answered the list that a table shows, as its SQL dialog says. */
async function executorOf(page: Page, table: string): Promise<string | null> {
  await page.locator(`[data-table="${table}"]`).locator('xpath=ancestor::*[.//*[@data-action="show-sql"]][1]//*[@data-action="show-sql"]').first().click()
  const executor = await page.locator('[role="dialog"] [data-role="executor"]').getAttribute('data-executor')
  await page.keyboard.press('Escape')
  await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
  return executor
}

/** Holds back the second time that a file of the city is asked for: first the page reads it, then the worker that makes files again. */
async function onSecondRead(context: BrowserContext, answer: 'never' | 'fails'): Promise<{ readonly asked: Promise<void> }> {
  let reads = 0
  let isAsked = () => {}
  const asked = new Promise<void>((done) => (isAsked = done))
  await context.route('**/data/demo-city/project_year.parquet', async (route) => {
    reads += 1
    if (reads === 1) return route.continue()
    isAsked()
    if (answer === 'fails') await route.abort()
  })
  return { asked }
}

describe('what was to be made ahead', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
    await loadDatasetFolder(engine, 'data/demo-city')
  })
  afterAll(() => engine.close())

  const cutsOf = (minCut: number) => ask(engine, cutsByProject, { selection: { ...emptySelection, minCut, q: '教' }, minAmount: '0', changeWords: defaultRuleSet.changeWords, maskedOnly: false, minYearsRunning: 1 })
  const cutsAddress = (minCut: number) => `#/cuts?data=demo-city&lang=zh&min_cut=${minCut}&q=%E6%95%99`
  const expectCuts = async (page: Page, minCut: number) => {
    const shown = await tableRows(page, 'cuts')
    const expected = await cutsOf(minCut)
    expect(expected.length).toBeGreaterThan(10)
    expect(shown.map(({ key, cells }) => [key, cells['cut']])).toEqual(expected.map((row) => [row.form_id, row.cut]))
  }

  /** Chooses another least cut: its cuts are DuckDB's, whoever answers. */
  async function expectNextCuts(page: Page, by: 'rollup' | 'engine'): Promise<void> {
    await choose(page, cutsAddress(0.2), 'cuts')
    await expectCuts(page, 0.2)
    expect(await executorOf(page, 'cuts')).toBe(by)
  }

  it.each([
    ['missing', undefined],
    ['of another version', { ...rightful, version: derivedVersion + 1 }],
    ['of other tables', { ...rightful, madeFrom: '0'.repeat(64) }],
  ])('is made in the page where it is %s, and answers as the engine did', async (_, derived) => {
    const visitor = await visitWith(derived)
    const { page } = visitor
    await open(page, cutsAddress(0.15))
    await expectCuts(page, 0.15)
    expect(await executorOf(page, 'cuts')).toBe('engine')
    await remade(page)
    await expectNextCuts(page, 'rollup')
    const [project] = await ask(engine, projects, emptySelection)
    const projectId = project?.project_id ?? ''
    await choose(page, `#/project/${projectId}?data=demo-city&lang=zh`, 'project')
    const [years, indicators] = [await ask(engine, projectYears, { projectId }), await ask(engine, projectIndicators, { projectId })]
    expect((await tableRows(page, 'years')).map(({ cells }) => [cells['year'], cells['executed']])).toEqual(years.map((row) => [String(row.year), row.executed ?? '']))
    expect((await tableRows(page, 'indicators')).map(({ cells }) => cells['score'])).toEqual(indicators.filter((row) => row.year === years.at(-1)?.year).map((row) => row.score ?? ''))
    expect(await executorOf(page, 'years')).toBe('rollup')
    expectQuiet(visitor)
    await visitor.close()
  })

  it('is kept: a second visit has figures, cuts and projects without an engine', async () => {
    const visitor = await visitWith(undefined)
    const { page, context } = visitor
    await open(page, cutsAddress(0.15))
    await remade(page)
    await context.route(/duckdb-[^/]*\.wasm/, (route) => route.abort())
    await page.goto('about:blank')
    await open(page, '#/overview?data=demo-city&lang=zh')
    const [truth] = await ask(engine, totals, emptySelection)
    expect((await figures(page))['executed']).toBe(truth?.executed)
    await expectNextCuts(page, 'rollup')
    await visitor.close()
  })

  it('is made once more where what was kept is damaged', async () => {
    const visitor = await visitWith(undefined)
    const { page } = visitor
    await open(page, cutsAddress(0.15))
    await remade(page)
    await page.goto('about:blank')
    await open(page, '#/data?lang=zh', { view: 'data' })
    const damaged = await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('jilan-derived')
      const names: string[] = []
      for await (const [name] of folder.entries()) names.push(name)
      for (const name of names) {
        const handle = await folder.getFileHandle(name)
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
        const stream = await handle.createWritable()
        await stream.write(bytes.map((byte, at) => (at < 4000 ? byte : byte ^ 1)))
        await stream.close()
      }
      return names.length
    })
    expect(damaged).toBe(1)
    await page.goto('about:blank')
    await open(page, cutsAddress(0.15))
    await expectCuts(page, 0.15)
    expect(await executorOf(page, 'cuts')).toBe('engine')
    await remade(page)
    await expectNextCuts(page, 'rollup')
    expectQuiet(visitor)
    await visitor.close()
  })

  it.each(['forms.jlnc', 'reasons.jlnc', 'by-level3.jlnc'])('is made in the page where %s alone is damaged', async (name) => {
    const visitor = await visit()
    const { page, context } = visitor
    await context.route(new RegExp(`derived/${name}`), (route) => route.fulfill({ body: Buffer.from('JLNC') }))
    await open(page, cutsAddress(0.15))
    await remade(page)
    await expectNextCuts(page, 'rollup')
    expectQuiet(visitor)
    await visitor.close()
  })

  it('is made of the rows where its sums contradict them', async () => {
    const lied = await openNativeEngine()
    await loadDatasetFolder(lied, 'data/demo-city')
    await lied.rows(sql`CREATE OR REPLACE VIEW project_year AS SELECT * REPLACE (executed + 1 AS executed) FROM project_year_1`)
    const lies = new Map<string, Buffer>()
    for (const plan of rollupPlans) lies.set(`derived/${plan.name}.jlnc`, Buffer.from(writeCellFile(await makeRollup(lied, plan))))
    await lied.close()
    const files = derivedFiles.map((file) => {
      const lie = lies.get(file.path)
      return lie ? { ...file, bytes: lie.length, sha256: createHash('sha256').update(lie).digest('hex') } : file
    })
    const visitor = await visitWith({ ...rightful, files })
    const { page, context } = visitor
    for (const [path, body] of lies) await context.route(`**/data/demo-city/${path}`, (route) => route.fulfill({ body }))
    await open(page, '#/overview?data=demo-city&lang=zh')
    const [truth] = await ask(engine, totals, emptySelection)
    await remade(page)
    await page.locator('[data-role="sums-refused"]').waitFor()
    await settled(page, { view: 'overview' })
    expect((await figures(page))['executed']).toBe(truth?.executed)
    await expectNextCuts(page, 'rollup')
    expectQuiet(visitor)
    await visitor.close()
  })

  it('is given up where another dataset is opened meanwhile, with its worker', async () => {
    const visitor = await visitWith(undefined)
    const { page } = visitor
    const dataWorkers = () => page.workers().filter((worker) => worker.url().includes('data-worker')).length
    const { asked } = await onSecondRead(visitor.context, 'never')
    await open(page, cutsAddress(0.15))
    await asked
    expect(dataWorkers()).toBe(1)
    await choose(page, '#/cuts?data=songjiang-2023&lang=zh', 'cuts')
    await expect.poll(dataWorkers).toBe(0)
    expectQuiet(visitor)
    await visitor.close()
  })

  it('is done without where it can not be made: the engine goes on answering', async () => {
    const visitor = await visitWith(undefined)
    const { page } = visitor
    const { asked } = await onSecondRead(visitor.context, 'fails')
    await open(page, cutsAddress(0.15))
    await asked
    await expect.poll(() => page.workers().filter((worker) => worker.url().includes('data-worker')).length).toBe(0)
    await expectNextCuts(page, 'engine')
    expectQuiet(visitor)
    await visitor.close()
  })
})
