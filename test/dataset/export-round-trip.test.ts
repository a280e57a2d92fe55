import * as fc from 'fast-check'
import * as parquet from 'parquet-wasm/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askedAhead } from '@/queries/asked-ahead.ts'
import { addRows, openBase, writeBuilt } from '@/dataset/build-dataset.ts'
import { exportDataset } from '@/dataset/export-dataset.ts'
import { exportTable, type TableCells } from '@/dataset/export-table.ts'
import { memoryFiles, memoryOutput } from '@/dataset/memory-files.ts'
import { toFormId, toProjectId } from '@/domain/project-id.ts'
import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '@/domain/rows.ts'
import { parseTarget } from '@/domain/target.ts'
import { openNativeEngine, type NativeEngine } from '@/engine/duckdb-native.ts'
import { codecOf } from '@/engine/parquet-codec.ts'
import { readParquetTable } from '@/engine/parquet-table.ts'
import { combineFiles } from '@/import/combine-files.ts'
import type { CanonicalRows } from '@/import/canonical-rows.ts'
import { parseText } from '@/import/parse-cell.ts'
import { readCsv } from '@/import/read-csv.ts'
import { readFiles } from '@/import/read-files.ts'
import { readXlsx } from '@/import/read-xlsx.ts'

const codec = codecOf(parquet as never)
const readParquet = (bytes: Uint8Array) => readParquetTable(bytes, codec)

let engine: NativeEngine
beforeAll(async () => void (engine = await openNativeEngine()))
afterAll(() => engine.close())
/** One engine for all tasks, emptied when a task closes it: opening one costs more than a test does. */
const openEngine = async () => ({
  ...engine,
  close: async () => {
    for (const { kind, name } of (await engine.rows({ pieces: ["SELECT CASE WHEN table_type = 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS kind, table_name AS name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_type DESC"], values: [] })) as readonly { kind: string; name: string }[]) {
      await engine.rows({ pieces: [`DROP ${kind} "${name}"`], values: [] })
    }
  },
})

/** Texts as the tables keep them, many of which a spreadsheet would take for a formula, a number or a quote. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 24 }),
    fc.constantFrom('=0', '=1+1', '+8613800000000', '-12.50', '@SUM(A1)', "'=0", "''quoted", '"', 'a,b', 'a;b|c', '１２', '≥95%', '007', '1e5', '_x0041_', '＝甲', '有效'),
  )
  .filter((value) => value !== '' && parseText(value) === value)
const money = fc.oneof(fc.constant(null), fc.bigInt({ min: -(10n ** 13n), max: 10n ** 15n }).map((cents) => `${cents < 0n ? '-' : ''}${(cents < 0n ? -cents : cents) / 100n}.${String((cents < 0n ? -cents : cents) % 100n).padStart(2, '0')}`))
const points = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 10_000 }).map((cents) => (cents / 100).toFixed(2)))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), value)

const form = fc.record({ year: fc.integer({ min: 1990, max: 2100 }), department: text, unit: orNull(text), project: text, initial: money, full: money, executed: money, score: points, goal: orNull(text), funds: fc.uniqueArray(fc.constantFrom('当年财政拨款', '上年结转资金', '其他资金')), indicators: fc.array(fc.record({ level1: orNull(text), level3: text, target: orNull(text), actual: orNull(text), weight: points, reason: orNull(text) }), { maxLength: 3 }) })

function toRows(forms: readonly (typeof form extends fc.Arbitrary<infer T> ? T : never)[]): CanonicalRows {
  const project_year: ProjectYearRow[] = []
  const fund_source: FundSourceRow[] = []
  const indicator: IndicatorRow[] = []
  const seen = new Set<string>()
  for (const each of forms) {
    const unit = each.unit ?? each.department
    const projectId = toProjectId({ region: null, department: each.department, unit, project: each.project })
    const formId = toFormId(projectId, each.year)
    if (seen.has(formId)) continue
    seen.add(formId)
    project_year.push({ year: each.year, region: null, department: each.department, unit, project: each.project, initial_budget: each.initial, full_year_budget: each.full, executed: each.executed, execution_weight: '10.00', execution_rate_percent: '99.99', execution_score: each.score, total_weight: '100.00', total_score: each.score, expected_goal: each.goal, actual_goal: each.goal, project_id: projectId, form_id: formId, source_kind: 'csv', source_name: 'x.csv', source_locator: 'r2' })
    for (const source of each.funds) fund_source.push({ form_id: formId, source, initial_budget: each.initial, full_year_budget: each.full, executed: each.executed })
    each.indicators.forEach((item, index) => indicator.push({ form_id: formId, seq: index + 1, level1: item.level1, level2: null, level3: item.level3, target: item.target, actual: item.actual, weight: item.weight, score: item.weight, deviation_reason: item.reason, ...parseTarget(item.target, item.actual) }))
  }
  return { project_year, fund_source, indicator }
}

/** Without where a row came from, which is the exported file now; derived figures as numbers, whatever zeros they end in. */
function comparable(rows: CanonicalRows) {
  const plain = (row: object) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('source_') && !/^(target_(value|high)|actual_value)$/.test(name)))
  const byKey = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  return { project_year: rows.project_year.map(plain).toSorted(byKey), fund_source: rows.fund_source.toSorted(byKey), indicator: rows.indicator.map(plain).toSorted(byKey) }
}

async function datasetOf(rows: CanonicalRows) {
  const { files, output } = memoryOutput()
  const building = await openEngine()
  await openBase(building, null)
  await addRows(building, rows, false)
  const manifest = await writeBuilt(building, { title: { zh: '试', en: 'Trial' }, synthetic: false, askedAhead }, output)
  await building.close()
  return { manifest, files: memoryFiles(files) }
}

describe.each(['parquet', 'csv', 'xlsx'] as const)('a whole dataset as %s', (format) => {
  it('comes back in with every row, to the cent and to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(form, { minLength: 1, maxLength: 6 }), fc.constantFrom('zh' as const, 'en' as const), async (forms, language) => {
        const rows = toRows(forms)
        const bytes = await exportDataset(await datasetOf(rows), format, language, { openEngine })
        const read = await readFiles([{ name: format === 'xlsx' ? 'all.xlsx' : 'all.zip', bytes }], { readParquet })
        expect(read.flatMap((file) => file.problems)).toEqual([])
        expect(comparable(combineFiles(read, 'keep'))).toEqual(comparable(rows))
      }),
      { numRuns: 12 },
    )
  }, 120_000)
})

describe('a table of a view', () => {
  const cells = fc.array(fc.tuple(text, money, fc.integer({ min: 0, max: 1e9 }).map(String), orNull(fc.double({ min: 0, max: 3, noNaN: true, noDefaultInfinity: true }).map((value) => value.toFixed(9)))), { minLength: 1, maxLength: 12 })
  const columns = [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'amount', label: '金额', kind: 'money' },
    { key: 'n', label: '份数', kind: 'count' },
    { key: 'rate', label: '比率', kind: 'share' },
  ] as const
  const table = (rows: TableCells['rows']): TableCells => ({ name: '表', columns, rows })

  it('is the same to the digit as XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const read = await readXlsx(await exportTable(table(rows), 'xlsx', openEngine))
        if ('problem' in read) throw new Error(read.problem)
        const [header, ...lines] = read.sheets[0]?.table.rows ?? []
        expect(header?.cells).toEqual(['名称', '金额', '份数', '比率'])
        // The reader gives what a person sees in the cell, and a share is shown in percent.
        const number = (cell = '') => (cell.endsWith('%') ? Number((Number(cell.slice(0, -1)) / 100).toFixed(9)) : Number(cell))
        expect(lines.map((line) => [line.cells[0], ...[1, 2, 3].map((index) => number(line.cells[index]))])).toEqual(rows.map(([name, ...numbers]) => [name, ...numbers.map((value) => Number(value ?? ''))]))
      }),
      { numRuns: 60 },
    )
  })

  it('is the same to the digit as Parquet, with amounts as DECIMAL(18,2)', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const bytes = await exportTable(table(rows), 'parquet', openEngine)
        const read = await readParquetTable(bytes, codec)
        expect(read.columns).toEqual(['name', 'amount', 'n', 'rate'])
        expect(read.rows.map(([name, amount, n, rate]) => [name, amount, String(n), rate === null ? null : Number(rate)])).toEqual(rows.map(([name, amount, n, rate]) => [name, amount, n, rate === null ? null : Number(rate)]))
        await engine.load('checked', { kind: 'parquet', bytes })
        const [type] = await engine.rows({ pieces: ["SELECT data_type FROM duckdb_columns() WHERE table_name = 'checked' AND column_name = 'amount'"], values: [] })
        await engine.rows({ pieces: ['DROP TABLE checked'], values: [] })
        expect(type).toEqual({ data_type: 'DECIMAL(18,2)' })
      }),
      { numRuns: 25 },
    )
  })

  it('is the same to the letter as CSV, and no cell of it runs as a formula', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await exportTable(table(rows), 'csv', openEngine))
        expect(csv.startsWith('\uFEFF名称,金额,份数,比率\r\n')).toBe(true)
        const [, ...lines] = readCsv(csv).sheet.rows
        expect(lines.map((line) => line.cells)).toEqual(rows.map((row) => row.map((cell) => cell ?? '')))
        for (const [name] of rows) if (/^[=+@]/.test(name)) expect(csv).toContain(`'${name.slice(0, 1)}`)
      }),
    )
  })
})
