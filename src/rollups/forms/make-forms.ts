import { defaultRuleSet } from '@/domain/rule-sets.ts'
import type { AnswerRow, Engine } from '@/engine/engine.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { textColumn, type CellColumn, type CellTable } from '../cell-table.ts'
import { noScore } from './forms-cells.ts'
import { createPlaces, createSatisfaction, createSpeech, dropScratch, fitness, formRows, placeColumns, placeRows, placeTexts } from './forms-sql.ts'
import { kindsTable } from './indicator-kinds.ts'
import { createKinds, createTexts, indicatorRows, kindRows, levelTexts, textRows } from './indicator-sql.ts'
import { indicatorsTable, type IndicatorCounts } from './year-indicators.ts'

/** A derived file still to be written: what it holds, and the year that it is about where it is of one. */
export interface FormsFile {
  readonly path: string
  readonly kind: 'places' | 'forms' | 'reasons' | 'indicator-kinds' | 'indicators'
  readonly year: number | null
  readonly table: CellTable
}

export interface FormsOptions {
  /** More forms than this are split by year; 200,000 unless given. */
  readonly splitOver?: number
}

const moneyColumns = ['initial_budget', 'full_year_budget', 'executed'] as const

async function texts(engine: Engine, statement: Statement): Promise<readonly (string | null)[]> {
  return (await engine.rows(statement)).map(({ text }) => (typeof text === 'string' ? text : null))
}

async function placesTable(engine: Engine): Promise<CellTable> {
  const rows = await engine.rows(placeRows())
  const dictionaries: Record<string, readonly (string | null)[]> = {}
  for (const name of placeColumns) dictionaries[name] = await texts(engine, placeTexts(name))
  return { name: 'places', rows: rows.length, columns: placeColumns.map((name) => textColumn(name, dictionaries[name] ?? [], rows.map((row) => row[name]))), dictionaries, meta: {} }
}

interface YearRows {
  readonly year: number
  readonly rows: readonly AnswerRow[]
}

function scores(name: string, rows: readonly AnswerRow[]): CellColumn {
  const hundredths = (value: AnswerRow[string] | undefined) => (value === null || value === undefined ? noScore : Number(value))
  return { name, kind: 'i32', nullable: true, values: Int32Array.from(rows, (row) => hundredths(row[name])) }
}

function amount(value: AnswerRow[string]): number {
  return value === null || value === undefined ? Number.NaN : Number(value)
}

function formsTable(parts: readonly YearRows[]): CellTable {
  const rows = parts.flatMap((part) => part.rows)
  const columns: readonly CellColumn[] = [
    { name: 'place', kind: 'u32', values: Uint32Array.from(rows, ({ place }) => Number(place)) },
    ...moneyColumns.map((name): CellColumn => ({ name, kind: 'f64', nullable: true, values: Float64Array.from(rows, (row) => amount(row[name] ?? null)) })),
    scores('total_score', rows),
    scores('satisfaction', rows),
    { name: 'speech', kind: 'u8', values: Uint8Array.from(rows, (row) => Number(row['speech'])) },
  ]
  return { name: 'forms', rows: rows.length, columns, dictionaries: {}, meta: { years: parts.map((part) => ({ year: part.year, rows: part.rows.length })), changeWords: defaultRuleSet.changeWords } }
}

/** What was said of each cut that the forms speak of: the row in the file of forms beside it, and the text. */
function reasonsTable(parts: readonly YearRows[]): CellTable {
  const said = parts.flatMap((part) => part.rows).flatMap(({ reason }, row) => (typeof reason === 'string' ? [{ row, reason }] : []))
  const dictionary = [...new Set(said.map(({ reason }) => reason))]
  return { name: 'reasons', rows: said.length, columns: [{ name: 'form', kind: 'u32', values: Uint32Array.from(said, ({ row }) => row) }, textColumn('reason', dictionary, said.map(({ reason }) => reason))], dictionaries: { reason: dictionary }, meta: {} }
}

async function indicatorKinds(engine: Engine): Promise<CellTable> {
  return kindsTable(await texts(engine, textRows()), { level1: await texts(engine, levelTexts('level1')), level2: await texts(engine, levelTexts('level2')) }, await engine.rows(kindRows()))
}

async function yearIndicators(engine: Engine, year: number, counts: IndicatorCounts): Promise<CellTable> {
  return indicatorsTable(year, counts, (await engine.rows(indicatorRows(year))).map(({ codes: written }) => (typeof written === 'string' ? written : null)))
}

/**
 * The forms of an engine's dataset as cells, file by file: places, then forms and what is said of their cuts, by year
 * where they are many, then what indicators have in common and each year's own. Nothing where the forms can't be written as cells; the engine answers then.
 */
export async function* makeForms(engine: Engine, { splitOver = 200_000 }: FormsOptions = {}): AsyncGenerator<FormsFile> {
  const [fit] = await engine.rows(fitness())
  if (fit?.['ids_are_plain'] !== true || fit['sums_fit'] !== true || Number(fit['forms']) === 0) return
  const years = (await engine.rows(sql`SELECT DISTINCT CAST(year AS INTEGER) AS year FROM project_year ORDER BY year`)).map(({ year }) => Number(year))
  const groups = Number(fit['forms']) > splitOver ? years.map((year) => [year]) : [years]
  try {
    await engine.rows(createPlaces())
    await engine.rows(createSpeech(defaultRuleSet))
    await engine.rows(createSatisfaction())
    yield { path: 'derived/places.jlnc', kind: 'places', year: null, table: await placesTable(engine) }
    for (const group of groups) {
      const parts: YearRows[] = []
      for (const year of group) parts.push({ year, rows: await engine.rows(formRows(year)) })
      const [only] = group
      const split = groups.length > 1 && only !== undefined ? only : null
      const path = (kind: string) => (split === null ? `derived/${kind}.jlnc` : `derived/${kind}/year=${split}.jlnc`)
      yield { path: path('forms'), kind: 'forms', year: split, table: formsTable(parts) }
      yield { path: path('reasons'), kind: 'reasons', year: split, table: reasonsTable(parts) }
    }
    await engine.rows(createTexts())
    await engine.rows(createKinds())
    const kinds = await indicatorKinds(engine)
    yield { path: 'derived/indicator-kinds.jlnc', kind: 'indicator-kinds', year: null, table: kinds }
    const counts = { texts: kinds.dictionaries['level3']?.length ?? 0, kinds: kinds.rows }
    for (const year of years) yield { path: `derived/indicators/year=${year}.jlnc`, kind: 'indicators', year, table: await yearIndicators(engine, year, counts) }
  } finally {
    for (const statement of dropScratch()) await engine.rows(statement)
  }
}
