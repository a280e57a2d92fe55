import * as fc from 'fast-check'
import type { Declaration, DeclaredScope } from '@/domain/declaration.ts'
import { measures, type Dimension, type MeasureName } from '@/domain/measures.ts'
import { emptySelection } from '@/domain/selection.ts'
import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, sql } from '@/engine/sql.ts'
import { castedRows, createProjectMetrics, createTable } from '@/engine/table-sql.ts'

type Row = Readonly<Record<string, string | number | boolean | null>>
export interface RandomTables {
  readonly project_year: readonly Row[]
  readonly indicator: readonly Row[]
}

export const years = [2014, 2015, 2016, 2018, 2021] as const
export const regions = ['城东区', '城西区', "o'neil", 'Zz'] as const
/** Sorted apart by UTF-8 and by UTF-16: a letter past the basic plane comes after U+FF21 only in the first. */
export const departments = ['教育局', 'Ａ局', '\u{1F600}局', "o'neil %_\\", 'a', 'B'] as const
export const units = ['一', 'İstanbul', 'ΣΑΣ'] as const
export const levels = ['产出指标', '效益指标', '满意度指标'] as const
export const texts = ['培训次数', '满意度', '\u{20000}\u{20001}', 'ｚ', '网络带宽'] as const

const absentOr = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 })
const cents = (most: bigint) => fc.bigInt(-most, most).map((value) => `${value < 0n ? '-' : ''}${String(value < 0n ? -value : value).padStart(3, '0').replace(/(\d\d)$/, '.$1')}`)

/** Small and plain, or so large that the difference of two still is a DECIMAL(18,2): beyond, SQL refuses the question itself. */
const money = (isHuge: boolean) => absentOr(fc.oneof(cents(isHuge ? 49n * 10n ** 16n : 10n ** 7n), fc.constantFrom('0.00', '100.00', '80.00', '76.00')))

function formsOf(isOrderly: boolean, isHuge: boolean): fc.Arbitrary<readonly Row[]> {
  const place = fc.record({ region: absentOr(fc.constantFrom(...regions)), department: fc.constantFrom(...departments), unit: absentOr(fc.constantFrom(...units)) })
  const form = fc.record({
    year: fc.constantFrom(...years),
    project: fc.nat(5),
    place,
    initial_budget: money(isHuge),
    full_year_budget: money(isHuge),
    executed: money(isHuge),
    total_score: absentOr(fc.oneof(fc.constantFrom('98.00', '98.99', '0.00', '-0.50'), cents(999_999n))),
  })
  return fc.tuple(fc.array(place, { minLength: 6, maxLength: 6 }), fc.array(form, { maxLength: 24 })).map(([places, forms]) =>
    forms
      .map(({ project, place: own, ...form }, index): Row => {
        const { region, department, unit } = isOrderly ? (places[project] ?? own) : own
        const id = `p${project}`
        // An orderly dataset has one form a project and year.
        return { ...form, region, department, unit, project: `项目 ${project}`, project_id: id, form_id: isOrderly ? `${id}-${form.year}` : `${id}-${form.year}-${index}` }
      })
      .filter((row, index, all) => all.findIndex((other) => other['form_id'] === row['form_id']) === index),
  )
}

export const randomTables: fc.Arbitrary<RandomTables> = fc.tuple(fc.boolean(), fc.boolean()).chain(([isOrderly, isHuge]) =>
  formsOf(isOrderly, isHuge).chain((project_year) => {
    const indicator = fc.record({
      form: fc.nat(),
      level1: absentOr(fc.constantFrom(...levels)),
      level2: absentOr(fc.constantFrom(...levels)),
      level3: fc.constantFrom(...texts),
      weight: absentOr(cents(999_999n)),
      score: absentOr(cents(999_999n)),
      attained: absentOr(fc.boolean()),
    })
    return fc.array(indicator, { maxLength: project_year.length === 0 ? 0 : 40 }).map((rows) => ({
      project_year,
      indicator: rows.map(({ form, ...row }, index): Row => ({ ...row, form_id: project_year[form % project_year.length]?.['form_id'] ?? '', seq: index + 1 })),
    }))
  }),
)

/** Fills a database with these rows and no others. */
export async function fillWith(engine: Engine, rows: RandomTables): Promise<void> {
  await engine.rows(sql`DROP VIEW IF EXISTS project_metrics`)
  for (const name of tableNames) {
    const columns = tables[name].columns.map((column) => column.name)
    const given: readonly Row[] = name === 'fund_source' ? [] : rows[name]
    await engine.rows(sql`DROP TABLE IF EXISTS ${identifier(name)}`)
    await engine.rows(sql`DROP TABLE IF EXISTS raw_rows`)
    await engine.rows(createTable(name))
    await engine.load('raw_rows', { kind: 'text', columns, rows: given.map((row) => columns.map((column) => (row[column] === null || row[column] === undefined ? null : String(row[column])))) })
    await engine.rows(sql`INSERT INTO ${identifier(name)} ${castedRows(name as TableName, 'raw_rows', new Set(columns))}`)
  }
  await engine.rows(createProjectMetrics())
}

const names = Object.keys(measures) as MeasureName[]
const formDimensions: readonly Dimension[] = ['year', 'region', 'department', 'unit', 'project_id', 'score_point']
const anyOfFact = (fact: 'project_year' | 'indicator') => names.filter((name) => measures[name].fact === fact || measures[name].form.kind === 'distinct')

export const randomDeclarations: fc.Arbitrary<Declaration> = fc.constantFrom('project_year' as const, 'indicator' as const).chain((fact) =>
  fc.record({
    name: fc.constant('random'),
    groupBy: fc.shuffledSubarray(fact === 'project_year' ? [...formDimensions] : [...formDimensions.slice(0, 3), 'level1' as const, 'level2' as const, 'level3' as const], { maxLength: 3 }),
    measures: fc.shuffledSubarray(anyOfFact(fact), { minLength: 1, maxLength: 5 }),
  }),
)

/** Mostly little is chosen, as people do; then everything at once. */
export const randomScopes: fc.Arbitrary<DeclaredScope> = fc
  .record({
    from: fc.option(fc.constantFrom(2013, ...years, 2017, 2022), { nil: null, freq: 2 }),
    to: fc.option(fc.constantFrom(2013, ...years, 2017, 2022), { nil: null, freq: 2 }),
    region: fc.option(fc.constantFrom(...regions, 'nowhere'), { nil: null, freq: 1 }),
    department: fc.option(fc.constantFrom(...departments, 'nowhere'), { nil: null, freq: 1 }),
    unit: fc.option(fc.constantFrom(...units), { nil: null, freq: 1 }),
    q: fc.option(fc.constantFrom('局', 'O\'NEIL', 'i', 'σ', '项目 1', '满意', 'nowhere'), { nil: null, freq: 1 }),
    thresholds: fc.constantFrom({}, {}, { minCut: 0.05, minExecution: 0.5 }, { minCut: 1, minExecution: 1 }),
    level1: fc.option(absentOr(fc.constantFrom(...levels)), { nil: undefined, freq: 1 }),
    level2: fc.option(absentOr(fc.constantFrom(...levels)), { nil: undefined, freq: 1 }),
    level3: fc.option(fc.constantFrom(...texts), { nil: undefined, freq: 1 }),
    kept: fc.subarray(['from', 'to', 'region', 'department', 'unit', 'q', 'level1', 'level2', 'level3'], { maxLength: 3 }),
  })
  .map(({ thresholds, level1, level2, level3, kept, ...parts }) => {
    const chosen = Object.fromEntries(Object.entries(parts).filter(([name]) => kept.includes(name)))
    const where = Object.fromEntries(Object.entries({ level1, level2, level3 }).filter(([name, value]) => value !== undefined && kept.includes(name)))
    return { selection: { ...emptySelection, ...chosen, ...thresholds }, where }
  })
