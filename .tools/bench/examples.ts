import { bindParameters } from '../../src/domain/sql-parameters.ts'
import { splitStatements } from '../../src/domain/sql-statements.ts'
import { judgeStatement } from '../../src/domain/sql-verdict.ts'
import { exampleQueries } from '../../src/queries/examples/example-queries.ts'
import type { BenchFacts } from './questions.ts'

/** The worked examples of the SQL page that only read, with all years and no department chosen. */
export function benchExamples({ years }: BenchFacts): readonly { readonly key: string; readonly texts: readonly string[] }[] {
  const literals = { from: String(years[0]), to: String(years.at(-1)), department: 'NULL', region: 'NULL', word: 'NULL' }
  return exampleQueries
    .map(({ key, sql }) => ({ key, texts: splitStatements(bindParameters(sql, literals).text).map(({ text }) => text) }))
    .filter(({ texts }) => texts.every((text) => judgeStatement(text).kind === 'rows'))
}

function shown(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return String(Number(value.toPrecision(12)))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Rows with each value as text, doubles to twelve digits: the order in which an engine adds doubles is its own. */
export function shownRows(rows: readonly object[]): readonly object[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shown(value)])))
}
