import { defaultRuleSet } from '@/domain/rule-sets.ts'
import type { AnswerRow, Engine } from '@/engine/engine.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { codeKind, type CellColumn, type CellTable } from '../cell-table.ts'
import { createPlaces, createSpeech, dropScratch, fitness, formRows, placeColumns, placeRows, placeTexts } from './forms-sql.ts'

/** A derived file still to be written: what it holds, and the year that it is about where it is of one. */
export interface FormsFile {
  readonly path: string
  readonly kind: 'places' | 'forms' | 'reasons'
  readonly year: number | null
  readonly table: CellTable
}

export interface FormsOptions {
  /** More forms than this are split by year; 200,000 unless given. */
  readonly splitOver?: number
}

const moneyColumns = ['initial_budget', 'full_year_budget', 'executed'] as const
const noScore = -0x8000_0000

function codes(name: string, texts: readonly (string | null)[], of: readonly unknown[]): CellColumn {
  const codeOf = new Map(texts.map((text, code) => [text, code]))
  const values = of.map((text) => codeOf.get(typeof text === 'string' ? text : null) ?? 0)
  const kind = codeKind(texts.length)
  if (kind === 'u8') return { name, kind, values: Uint8Array.from(values) }
  return kind === 'u16' ? { name, kind, values: Uint16Array.from(values) } : { name, kind, values: Uint32Array.from(values) }
}

async function texts(engine: Engine, statement: Statement): Promise<readonly (string | null)[]> {
  return (await engine.rows(statement)).map(({ text }) => (typeof text === 'string' ? text : null))
}

async function placesTable(engine: Engine): Promise<CellTable> {
  const rows = await engine.rows(placeRows())
  const dictionaries: Record<string, readonly (string | null)[]> = {}
  for (const name of placeColumns) dictionaries[name] = await texts(engine, placeTexts(name))
  return { name: 'places', rows: rows.length, columns: placeColumns.map((name) => codes(name, dictionaries[name] ?? [], rows.map((row) => row[name]))), dictionaries, meta: {} }
}

interface YearRows {
  readonly year: number
  readonly rows: readonly AnswerRow[]
}

function amount(value: AnswerRow[string]): number {
  return value === null || value === undefined ? Number.NaN : Number(value)
}

function formsTable(parts: readonly YearRows[]): CellTable {
  const rows = parts.flatMap((part) => part.rows)
  const columns: readonly CellColumn[] = [
    { name: 'place', kind: 'u32', values: Uint32Array.from(rows, ({ place }) => Number(place)) },
    ...moneyColumns.map((name): CellColumn => ({ name, kind: 'f64', nullable: true, values: Float64Array.from(rows, (row) => amount(row[name] ?? null)) })),
    { name: 'total_score', kind: 'i32', nullable: true, values: Int32Array.from(rows, ({ total_score: score }) => (score === null || score === undefined ? noScore : Number(score))) },
    { name: 'speech', kind: 'u8', values: Uint8Array.from(rows, (row) => Number(row['speech'])) },
  ]
  return { name: 'forms', rows: rows.length, columns, dictionaries: {}, meta: { years: parts.map((part) => ({ year: part.year, rows: part.rows.length })), changeWords: defaultRuleSet.changeWords } }
}

/** What was said of each cut that the forms speak of: the row in the file of forms beside it, and the text. */
function reasonsTable(parts: readonly YearRows[]): CellTable {
  const said = parts.flatMap((part) => part.rows).flatMap(({ reason }, row) => (typeof reason === 'string' ? [{ row, reason }] : []))
  const dictionary = [...new Set(said.map(({ reason }) => reason))]
  return { name: 'reasons', rows: said.length, columns: [{ name: 'form', kind: 'u32', values: Uint32Array.from(said, ({ row }) => row) }, codes('reason', dictionary, said.map(({ reason }) => reason))], dictionaries: { reason: dictionary }, meta: {} }
}

/**
 * The forms of an engine's dataset as cells, file by file: places, then forms and what is said of their cuts, by year
 * where they are many. Nothing where the forms can't be written as cells; the engine answers then.
 */
export async function* makeForms(engine: Engine, { splitOver = 200_000 }: FormsOptions = {}): AsyncGenerator<FormsFile> {
  const [fit] = await engine.rows(fitness())
  if (fit?.['ids_are_plain'] !== true || fit['sums_fit'] !== true || Number(fit['forms']) === 0) return
  const years = (await engine.rows(sql`SELECT DISTINCT CAST(year AS INTEGER) AS year FROM project_year ORDER BY year`)).map(({ year }) => Number(year))
  const groups = Number(fit['forms']) > splitOver ? years.map((year) => [year]) : [years]
  try {
    await engine.rows(createPlaces())
    await engine.rows(createSpeech(defaultRuleSet))
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
  } finally {
    for (const statement of dropScratch()) await engine.rows(statement)
  }
}
