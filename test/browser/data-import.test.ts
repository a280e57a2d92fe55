import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toFormGrid } from '../import/support/form-grid.ts'
import { sixForms } from '../import/support/tables-of-truth.ts'
import { writePdf } from '../import/support/write-pdf.ts'
import { choose, confirm, csvFile, downloaded, drop, expectDatasets, report, sixFiles, type NamedFile } from './import-files.ts'
import { expectQuiet, figures, open, settled, tableRows, visit, type Visit } from './site.ts'

let visitor: Visit
beforeEach(async () => void (visitor = await visit()))
afterEach(async () => {
  expectQuiet(visitor)
  await visitor.close()
})

const shipped = ['demo-city', 'songjiang-2023']
const sums = { form_count: '6', indicator_count: '56', initial_budget: '62982490.00', full_year_budget: '58331035.57', executed: '58331035.57', cut: '4651454.43' }
/** 水务局 as GBK has it, without an encoder at hand. */
const gbkName = [0xcb, 0xae, 0xce, 0xf1, 0xbe, 0xd6]

describe('the six forms', () => {
  it('dropped on any page give a report, and after a yes a dataset that is there tomorrow', async () => {
    const { page } = visitor
    await open(page, '#/overview')
    await drop(page, sixFiles)
    expect(await report(page)).toEqual({ forms: 6, rows: 80, errors: 0, warnings: 0 })
    expect(page.url()).toContain('#/data')
    await expectDatasets(page, shipped)
    const id = await confirm(page)
    expect(await figures(page)).toMatchObject(sums)
    expect(await page.locator('[data-banner="synthetic"]').count()).toBe(0)
    await page.reload()
    await settled(page, { view: 'data' })
    await expectDatasets(page, [...shipped, id])
    await open(page, `#/overview?data=${id}`)
    expect(await figures(page)).toMatchObject({ initial_budget: sums.initial_budget, executed: sums.executed })
  })

  it('change nothing where the answer is no', async () => {
    const { page } = visitor
    await open(page, '#/data')
    await choose(page, sixFiles)
    await report(page)
    await page.click('[data-action="cancel-import"]')
    await page.locator('[data-report="import"]').waitFor({ state: 'detached' })
    await page.reload()
    await settled(page, { view: 'data' })
    await expectDatasets(page, shipped)
  })

  it('give the same from one PDF whose Chinese font is not in it', async () => {
    const { page } = visitor
    await open(page, '#/data')
    await choose(page, [{ name: '全部.pdf', bytes: writePdf([0, 1, 2, 3, 4, 5].map((index) => toFormGrid(sixForms, index))) }])
    expect(await report(page)).toMatchObject({ forms: 6, rows: 80, errors: 0 })
    await confirm(page)
    expect(await figures(page)).toMatchObject(sums)
  })
})

it('takes the good files of a drop, and says of each bad one what is wrong', async () => {
  const { page } = visitor
  await open(page, '#/data')
  const gbk = { name: 'gbk.csv', bytes: Uint8Array.from([...Buffer.from('year,department,project,initial_budget\n2023,'), ...gbkName, ...Buffer.from(',Locks,100\n')]) }
  const bad: readonly NamedFile[] = [
    { name: 'nul.csv', bytes: new Uint8Array(5000) },
    { name: 'cut.pdf', bytes: Buffer.from('%PDF-1.5\n1 0 obj\n<< /Type') },
    { name: 'lies.parquet', bytes: Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64, 7), Buffer.from([40, 0, 0, 0]), Buffer.from('PAR1')]) },
    { name: 'empty.txt', bytes: new Uint8Array() },
  ]
  await drop(page, [gbk, ...bad, csvFile('rows.csv', '2023,水务局,河道,1.005,1,1', '2023,水务局,闸门,"1,234.50",1000,1000')])
  expect(await report(page)).toMatchObject({ forms: 2, rows: 2, errors: 5 })
  const problems = await tableRows(page, 'import-errors')
  expect(new Set(problems.map((row) => row.cells['file']))).toEqual(new Set(['nul.csv', 'cut.pdf', 'lies.parquet', 'empty.txt', 'rows.csv']))
  expect(problems.find((row) => row.cells['file'] === 'rows.csv')?.cells).toMatchObject({ text: '1.005', column: 'initial_budget' })
  const { name, bytes } = await downloaded(page, () => page.click('[data-action="bad-rows"]'))
  expect(name).toMatch(/^rows-.*\.csv$/)
  expect(Buffer.from(bytes).toString('utf8')).toContain('1.005')
  const id = await confirm(page)
  await open(page, `#/departments?data=${id}`)
  expect((await tableRows(page, 'departments')).map((row) => [row.key, row.cells['initial_budget']])).toEqual([['水务局', '1334.50']])
})

it('asks once what an unknown header means, and remembers it', async () => {
  const { page } = visitor
  await open(page, '#/data')
  const odd = (name: string): NamedFile => ({ name, bytes: Buffer.from('哪年,谁管,干啥,年初预算数\n2023,水务局,河道,100\n') })
  await choose(page, [odd('a.csv')])
  expect(await report(page)).toMatchObject({ rows: 0 })
  await page.click('[data-action="map-columns"]')
  for (const [column, header] of [['year', '哪年'], ['department', '谁管'], ['project', '干啥'], ['initial_budget', '年初预算数']] as const) await page.selectOption(`[data-role="header-mapping"] [data-column="${column}"]`, header)
  await page.click('[data-action="save-mapping"]')
  await page.locator('[data-report="import"][data-rows="1"]').waitFor()
  await page.click('[data-action="cancel-import"]')
  await choose(page, [odd('b.csv')])
  expect(await report(page)).toMatchObject({ rows: 1, errors: 0 })
})

it('adds to a dataset, keeps or replaces what is there, merges, renames, removes and brings back', async () => {
  const { page } = visitor
  await open(page, '#/data')
  await choose(page, [csvFile('a.csv', '2023,水务局,河道,100,80,80')])
  await report(page)
  const first = await confirm(page)
  await choose(page, [csvFile('b.csv', '2023,水务局,河道,200,80,80', '2024,水务局,河道,300,80,80')])
  await report(page)
  await page.selectOption('[data-action="import-target"]', first)
  await page.locator('[data-role="taken"][data-added="1"][data-kept="1"]').waitFor()
  await page.click('[data-action="replace-all"]')
  await page.locator('[data-role="taken"][data-added="1"][data-replaced="1"]').waitFor()
  expect(await confirm(page)).toBe(first)
  await expect.poll(async () => (await figures(page))['initial_budget']).toBe('500.00')
  await page.click('[data-action="close-report"]')

  const own = page.locator(`[data-table="datasets"] tr[data-key="${first}"]`)
  await own.locator('[data-action="rename-dataset"]').click()
  await page.fill('[data-action="dataset-name"]', '水务两年')
  await page.click('[data-action="save-name"]')
  await expect.poll(() => own.locator('[data-column="title"]').getAttribute('data-value')).toBe('水务两年')

  await own.locator('[data-action="merge-dataset"]').click()
  await page.selectOption('[data-action="merge-with"]', 'songjiang-2023')
  await page.click('[data-action="confirm-merge"]')
  await page.waitForFunction((before) => /data=own-/.test(location.hash) && !location.hash.includes(before), first)
  await settled(page, { view: 'data' })
  await expect.poll(async () => (await figures(page))['form_count']).toBe('8')

  await own.locator('[data-action="remove-dataset"]').click()
  await own.waitFor({ state: 'detached' })
  await page.click('[data-action="undo-remove"]')
  await own.waitFor()
  await page.reload()
  await settled(page, { view: 'data' })
  await own.waitFor()
})

it('loses nothing that was there when the page dies in the middle of an import', async () => {
  const { page } = visitor
  await open(page, '#/data')
  await choose(page, sixFiles)
  await report(page)
  const id = await confirm(page)
  for (const wait of [0, 400]) {
    const other = await page.context().newPage()
    await open(other, '#/data')
    await choose(other, [csvFile('b.csv', ...Array.from({ length: 3000 }, (_, index) => `2024,水务局,项目${index},100,80,80`))])
    await report(other)
    await other.selectOption('[data-action="import-target"]', id)
    await other.locator('[data-role="taken"][data-added="3000"]').waitFor()
    await other.click('[data-action="confirm-import"]')
    await other.waitForTimeout(wait)
    await other.close()
    const after = await page.context().newPage()
    await open(after, `#/data?data=${id}`)
    const found = await figures(after)
    // Either the import was through, or it never was: nothing in between.
    expect(['6', '3006']).toContain(found['form_count'])
    if (found['form_count'] === '6') expect(found).toMatchObject(sums)
    await after.close()
    if (found['form_count'] !== '6') break
  }
}, 240_000)

it('lets one of two tabs write and tells the other, and both see what came of it', async () => {
  const { page } = visitor
  await open(page, '#/data')
  await choose(page, [csvFile('a.csv', '2023,水务局,河道,100,80,80')])
  await report(page)
  const other = await page.context().newPage()
  await open(other, '#/data')
  // The other tab holds the lock that writers take, as one does that writes much.
  await other.evaluate(() => {
    const held = globalThis as { free?: () => void }
    void navigator.locks.request('jilan-datasets-write', () => new Promise<void>((resolve) => (held.free = resolve)))
  })
  await page.click('[data-action="confirm-import"]')
  await page.getByText('另一个标签页正在写入').first().waitFor()
  await other.evaluate(() => (globalThis as { free?: () => void }).free?.())
  await page.locator('[data-role="import-saved"]').waitFor({ timeout: 60_000 })
  await settled(page, { view: 'data' })
  await expect.poll(() => other.locator('[data-table="datasets"] tr[data-key^="own-"]').count()).toBe(1)
})

it('keeps the data for the visit where the browser refuses to store it', async () => {
  const { page } = visitor
  await page.addInitScript(() => {
    // What a browser does in a private window: the store is there and refuses.
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'))
  })
  const workers = page.context()
  await workers.route('**/data-worker-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));\n${await response.text()}` })
  })
  await open(page, '#/data')
  await choose(page, sixFiles)
  await report(page)
  const id = await confirm(page)
  expect(id).toMatch(/^visit-/)
  expect(await figures(page)).toMatchObject(sums)
  expect(await page.locator('[data-role="store-problem"]').getAttribute('data-code')).toBe('refused')
})

it('exports a dataset in each format that comes back in equal, and a table as real XLSX and Parquet', async () => {
  const { page } = visitor
  await open(page, '#/data?data=songjiang-2023')
  for (const format of ['parquet', 'csv', 'xlsx'] as const) {
    await page.locator('[data-table="datasets"] tr[data-key="songjiang-2023"] [data-action="export-dataset"]').click()
    const file = await downloaded(page, () => page.click(`[data-action="export-dataset-${format}"]`))
    await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
    await choose(page, [file])
    expect(await report(page)).toEqual({ forms: 6, rows: 80, errors: 0, warnings: 0 })
    await page.fill('[data-action="import-name"]', format)
    await confirm(page)
    expect(await figures(page)).toMatchObject(sums)
    await page.click('[data-action="close-report"]')
  }
  await open(page, '#/projects?data=songjiang-2023')
  const table = page.locator('[data-table="projects"]').locator('xpath=ancestor::*[contains(@class,"frame")]')
  const xlsx = await downloaded(page, () => table.locator('[data-action="export-xlsx"]').click())
  expect(Buffer.from(xlsx.bytes).subarray(0, 2).toString()).toBe('PK')
  const parquet = await downloaded(page, () => table.locator('[data-action="export-parquet"]').click())
  expect(Buffer.from(parquet.bytes).subarray(0, 4).toString()).toBe('PAR1')
})

it('exports a chart as SVG', async () => {
  const { page } = visitor
  await open(page, '#/overview?data=songjiang-2023')
  const svg = await downloaded(page, () => page.locator('figure[data-chart="ranking"] [data-action="export-svg"]').click())
  expect(svg.name).toBe('ranking.svg')
  expect(Buffer.from(svg.bytes).toString()).toMatch(/^<svg [^]*<\/svg>$/)
})

it('reports the same as the command line for the same files', async () => {
  const { page } = visitor
  const files = [...sixFiles, csvFile('rows.csv', '2023,水务局,河道,1.005,1,1', '2023,水务局,闸门,1,1,1', '2023,,闸门,1,1,1'), { name: 'nul.csv', bytes: new Uint8Array(5000) }]
  const folder = mkdtempSync(join(tmpdir(), 'jilan-report-'))
  try {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
    try {
      execFileSync('node', ['.tools/jilan.mjs', 'convert', ...files.map(({ name }) => join(folder, name)), '--out', join(folder, 'out'), '--report', join(folder, 'report.json')], { stdio: 'pipe' })
    } catch {
      // Exit code 2: some of it was refused, as it should be.
    }
    const { files: told } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { files: readonly { name: string; kind: string; forms: number; rows: number; errors: readonly { place: string; message: string }[]; warnings: readonly unknown[] }[] }
    await open(page, '#/data?lang=zh')
    await choose(page, files)
    await report(page)
    const shown = (await tableRows(page, 'import-files')).map(({ cells }) => [cells['name'], cells['kind'], cells['forms'], cells['rows'], cells['errors'], cells['warnings']])
    expect(shown).toEqual(told.map((file) => [file.name, file.kind, String(file.forms), String(file.rows), String(file.errors.length), String(file.warnings.length)]))
    const problems = (await tableRows(page, 'import-errors')).map(({ cells }) => [cells['file'], cells['place'], cells['message']])
    expect(problems).toEqual(told.flatMap((file) => file.errors.map((error) => [file.name, error.place, error.message])))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
