import type { Problem } from '@/domain/problem.ts'
import { tables, type Column, type TableName } from '@/domain/tables.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { columnLines, identifier, sql } from '@/engine/sql.ts'
import { columnChecks, type ColumnCheck } from '@/engine/table-sql.ts'

const reasons: Readonly<Record<ColumnCheck['code'], (check: ColumnCheck) => Problem['message']>> = {
  absent: (check) => ({ zh: `“${check.column}”不能为空`, en: `"${check.column}" must not be empty` }),
  'not-a-number': (check) => ({ zh: `“${check.column}”应为 ${check.expected}`, en: `"${check.column}" should be ${check.expected}` }),
  inexact: (check) => ({ zh: `“${check.column}”的小数位超过 ${check.expected}，不作四舍五入`, en: `"${check.column}" has more decimals than ${check.expected}; nothing is rounded` }),
  'out-of-range': (check) => ({ zh: `“${check.column}”应 ${check.expected}`, en: `"${check.column}" should be ${check.expected}` }),
  'not-allowed': (check) => ({ zh: `“${check.column}”只能是 ${check.expected}`, en: `"${check.column}" must be one of ${check.expected}` }),
}

/** The columns that a loaded raw table has. */
export async function columnsIn(engine: Engine, raw: string, options?: AskOptions): Promise<ReadonlySet<string>> {
  const rows = await engine.rows(sql`SELECT column_name FROM duckdb_columns() WHERE table_name = ${raw} ORDER BY column_index`, options)
  return new Set(rows.map((row) => String(row['column_name'])))
}

function missingColumns(name: TableName, file: string, present: ReadonlySet<string>): readonly Problem[] {
  const columns: readonly Column[] = tables[name].columns
  return columns
    .filter((column) => !present.has(column.name) && (!column.nullable || column.derived !== true))
    .map((column) => ({
      severity: 'error',
      code: 'missing-column',
      file,
      place: {},
      column: column.name,
      message: { zh: `缺少列“${column.name}”（${column.label.zh}）`, en: `the column "${column.name}" (${column.label.en}) is missing` },
    }))
}

/** What is wrong with a raw table as the canonical table `name`: missing columns, else the first row that breaks each rule. */
export async function checkTable(engine: Engine, name: TableName, raw: string, file: string, options?: AskOptions): Promise<readonly Problem[]> {
  const present = await columnsIn(engine, raw, options)
  const missing = missingColumns(name, file, present)
  if (missing.length > 0) return missing
  const checks = columnChecks(name).filter((check) => present.has(check.column))
  const counts = checks.map((check, index) => sql`CAST(count(*) FILTER (WHERE ${check.holds}) AS INTEGER) AS ${identifier(`c${index}`)}`)
  const [found] = await engine.rows(sql`SELECT\n  ${columnLines(counts)}\nFROM ${identifier(raw)}`, options)
  const broken = checks.flatMap((check, index) => {
    const count = Number(found?.[`c${index}`] ?? 0)
    return count > 0 ? [{ check, count }] : []
  })
  return Promise.all(
    broken.map(async ({ check, count }): Promise<Problem> => {
      const [first] = await engine.rows(sql`SELECT rowid + 1 AS row, CAST(${identifier(check.column)} AS VARCHAR) AS text FROM ${identifier(raw)} WHERE ${check.holds} ORDER BY rowid LIMIT 1`, options)
      const text = first?.['text']
      const reason = reasons[check.code](check)
      const more = count > 1 ? { zh: `（共 ${count} 行）`, en: ` (${count} rows)` } : { zh: '', en: '' }
      return {
        severity: 'error',
        code: check.code,
        file,
        place: { row: Number(first?.['row'] ?? 0) },
        column: check.column,
        expected: check.expected,
        ...(typeof text === 'string' ? { text } : {}),
        message: { zh: reason.zh + more.zh, en: reason.en + more.en },
      }
    }),
  )
}
