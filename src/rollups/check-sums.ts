import { addendKey, addendScale, addendsOfFact } from '@/domain/addends.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { addendSql, factSql } from '@/engine/measure-sql.ts'
import { columnLines, identifier, sql } from '@/engine/sql.ts'
import { addedUp, hasAddend, rowsByGroup, type Tally } from './cell-sums.ts'
import { decimalDigits } from './decimal-double.ts'
import { passedRows } from './grouped-rows.ts'
import type { OpenCells } from './open-cells.ts'
import { countName } from './sum-columns.ts'

/** A sum made ahead that the rows contradict: of which table, of what, and both values as exact text. */
export interface SumContradiction {
  readonly table: string
  readonly addend: string
  readonly made: string
  readonly rows: string
}

/** Whole sums of a table of cells by name: of its rows, of each addend, and of how many rows had it. */
function wholeSums(cells: OpenCells, fact: 'project_year' | 'indicator'): ReadonlyMap<string, string> {
  const { table } = cells
  const all = { clauses: [], years: { first: 0, last: (cells.dictionary('year')?.length ?? 0) - 1 }, isNone: table.rows === 0 }
  const passed = passedRows(cells, { nameOf: (name) => name, length: table.rows }, all)
  const tally: Tally = { cells, passed, groups: null, size: 1, rows: rowsByGroup(cells, passed, null, 1), sums: new Map() }
  const sums = new Map([['rows', String(tally.rows[0] ?? 0)]])
  for (const addend of addendsOfFact(fact)) {
    if (!hasAddend(cells, addend)) continue
    const { sum, count } = addedUp(tally, addend)
    sums.set(addendKey(addend), decimalDigits(sum(0), addendScale(addend)))
    sums.set(countName(addendKey(addend)), String(count(0)))
  }
  return sums
}

async function rowSums(engine: Engine, fact: 'project_year' | 'indicator', options?: AskOptions): Promise<ReadonlyMap<string, string>> {
  const added = addendsOfFact(fact).flatMap((addend) => [sql`COALESCE(sum(${addendSql(addend)}), 0) AS ${identifier(addendKey(addend))}`, sql`count(${addendSql(addend)}) AS ${identifier(countName(addendKey(addend)))}`])
  const [row = {}] = await engine.rows(sql`SELECT\n  ${columnLines([sql`count(*) AS "rows"`, ...added])}\nFROM ${factSql(fact)}`, options)
  return new Map(Object.entries(row).map(([name, value]) => [name, String(value)]))
}

/**
 * Compares every sum made ahead with the sum over the rows that an engine holds, exactly. Empty where all agree. What it
 * names is not to be used any more: the rows are the truth.
 */
export async function contradictions(engine: Engine, tables: readonly OpenCells[], options?: AskOptions): Promise<readonly SumContradiction[]> {
  const found: SumContradiction[] = []
  for (const fact of ['project_year', 'indicator'] as const) {
    const asked = tables.filter(({ table }) => table.meta['fact'] === fact && table.meta['refused'] === undefined)
    if (asked.length === 0) continue
    const rows = await rowSums(engine, fact, options)
    for (const cells of asked) {
      for (const [addend, made] of wholeSums(cells, fact)) {
        const real = rows.get(addend) ?? ''
        if (made !== real) found.push({ table: cells.table.name, addend, made, rows: real })
      }
    }
  }
  return found
}
