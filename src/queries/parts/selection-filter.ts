import type { Selection } from '@/domain/selection.ts'
import { holdsText } from '@/engine/dialect.ts'
import { allOf, anyOf, sql, type Statement } from '@/engine/sql.ts'

function matches(column: Statement, text: string): Statement {
  return holdsText(sql`lower(${column})`, sql`lower(${text})`)
}

function scopeConditions(selection: Selection): readonly Statement[] {
  const conditions: Statement[] = []
  if (selection.from !== null) conditions.push(sql`p.year >= ${selection.from}`)
  if (selection.to !== null) conditions.push(sql`p.year <= ${selection.to}`)
  if (selection.region !== null) conditions.push(sql`p.region = ${selection.region}`)
  if (selection.department !== null) conditions.push(sql`p.department = ${selection.department}`)
  if (selection.unit !== null) conditions.push(sql`p.unit = ${selection.unit}`)
  return conditions
}

const formTexts = [sql`p.project`, sql`p.department`, sql`p.unit`]

/** The forms of a selection, over project_year as `p`. Text is looked for in project, department and unit. */
export function formFilter(selection: Selection): Statement {
  const { q } = selection
  return allOf([...scopeConditions(selection), ...(q === null ? [] : [anyOf(formTexts.map((column) => matches(column, q)))])])
}

/** The indicators of a selection, over indicator as `i` joined to its form as `p`. Text is looked for in the indicator too. */
export function indicatorFilter(selection: Selection): Statement {
  const { q } = selection
  return allOf([...scopeConditions(selection), ...(q === null ? [] : [anyOf([sql`i.level3`, ...formTexts].map((column) => matches(column, q)))])])
}
