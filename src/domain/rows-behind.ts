import { sqlTokens } from './sql-tokens.ts'

/** The rows that a statement reads before it adds them up, and how many they are. */
export interface RowsBehind {
  readonly rows: string
  readonly count: string
}

const ends: readonly string[] = ['GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'WINDOW', 'QUALIFY']
const sets: readonly string[] = ['UNION', 'EXCEPT', 'INTERSECT']

/** Words outside of all parentheses, in capitals, with their places. */
function outerWords(text: string): readonly { readonly word: string; readonly from: number; readonly to: number }[] {
  let depth = 0
  return sqlTokens(text).flatMap(({ kind, from, to }) => {
    const piece = text.slice(from, to)
    if (piece === '(') depth += 1
    if (piece === ')') depth -= 1
    return kind === 'word' && depth === 0 ? [{ word: piece.toUpperCase(), from, to }] : []
  })
}

const formColumns = ['p.year', 'p.department', 'p.unit', 'p.project', 'p.initial_budget', 'p.full_year_budget', 'p.executed', 'p.total_score', 'p.form_id']
const indicatorColumns = ['p.year', 'p.department', 'p.project', 'i.level1', 'i.level2', 'i.level3', 'i.target', 'i.actual', 'i.weight', 'i.score', 'i.deviation_reason', 'i.form_id']

/** What is selected of a source, and in which order: forms and indicators by their own columns, all else as it is. */
function shownOf(source: string): { readonly columns: string; readonly order: string } {
  const joined = /\bJOIN\b/i.test(source)
  if (/^FROM\s+project_year AS p\b/.test(source) && !joined) return { columns: formColumns.join(',\n  '), order: '\nORDER BY p.year DESC, p.department, p.project, p.form_id' }
  if (/^FROM\s+indicator AS i\s+JOIN project_year AS p\b/.test(source)) return { columns: indicatorColumns.join(',\n  '), order: '\nORDER BY p.year DESC, p.department, p.project, i.form_id, i.seq' }
  return { columns: '*', order: '' }
}

/**
 * Turns the SQL of a figure into that of the rows behind it: the same sources and conditions, without the adding up.
 * `condition` narrows them to the rows that a counted figure counts. Null for text that is no query of rows.
 */
export function toRowsBehind(text: string, { limit, condition }: { readonly limit: number; readonly condition?: string }): RowsBehind | null {
  const words = outerWords(text)
  if (words[0]?.word !== 'SELECT' && words[0]?.word !== 'WITH') return null
  if (words.some(({ word }) => sets.includes(word))) {
    const whole = `FROM (\n${text}\n) AS answer`
    return { rows: `SELECT *\n${whole}\nLIMIT ${limit}`, count: `SELECT CAST(count(*) AS INTEGER) AS row_count\n${whole}` }
  }
  const select = words.findLast(({ word }) => word === 'SELECT')
  const from = words.find((each) => each.word === 'FROM' && each.from > (select?.from ?? 0))
  if (!select || !from) return null
  const end = words.find((each) => each.from > from.from && ends.includes(each.word))?.from ?? text.length
  const before = text.slice(0, select.from)
  const read = text.slice(from.from, end).trimEnd()
  const hasWhere = words.some((each) => each.word === 'WHERE' && each.from > from.from && each.from < end)
  const source = condition === undefined ? read : `${read}\n${hasWhere ? '  AND' : 'WHERE'} (${condition})`
  const { columns, order } = shownOf(source)
  return { rows: `${before}SELECT\n  ${columns}\n${source}${order}\nLIMIT ${limit}`, count: `${before}SELECT CAST(count(*) AS INTEGER) AS row_count\n${source}` }
}
