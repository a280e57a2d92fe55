import type { DatabaseTable } from './engine.ts'
import { identifier, sql, type Statement } from './sql.ts'

/** What makes the tables of an attached, empty database, one part after the other, and puts all of it into its file. */
export function fillDatabase(name: Statement, tables: readonly DatabaseTable[]): readonly Statement[] {
  const made = tables.flatMap(({ name: table, parts }) => {
    const target = sql`${name}.${identifier(table)}`
    return parts.map((rows, index) => (index === 0 ? sql`CREATE TABLE ${target} AS\n${rows}` : sql`INSERT INTO ${target}\n${rows}`))
  })
  return [...made, sql`CHECKPOINT ${name}`]
}
