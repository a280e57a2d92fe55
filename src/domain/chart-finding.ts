import type { TableColumn } from './table-column.ts'

/** What one column of a chart's rows says: its course over the years, its extremes, or that it is the same in all rows. */
export interface ChartFinding<Row> {
  readonly kind: 'course' | 'extremes' | 'same'
  readonly column: TableColumn<Row>
  /** First and last year of a course; else the rows of the highest and the lowest value. */
  readonly from: Row
  readonly to: Row
  readonly highest: Row
}

/** The columns that name a row: the first, and those after it up to the first measure. A year names, it does not measure. */
export function namingColumns<Row>(columns: readonly TableColumn<Row>[]): readonly TableColumn<Row>[] {
  const measure = columns.findIndex((column, place) => place > 0 && column.align === 'end' && column.key !== 'year')
  return columns.slice(0, measure === -1 ? 1 : measure)
}

/** The rows of the highest and the lowest value of a column, and the first of all that have one; null where none has. */
function extremesOf<Row>(column: TableColumn<Row>, rows: readonly Row[]) {
  let found: { first: number; highest: number; lowest: number; most: number; least: number } | null = null
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    const value = row === undefined ? null : column.value(row)
    if (value === null || value === '') continue
    const number = Number(value)
    found ??= { first: at, highest: at, lowest: at, most: number, least: number }
    if (number > found.most) [found.highest, found.most] = [at, number]
    if (number < found.least) [found.lowest, found.least] = [at, number]
  }
  return found
}

/** What the first measures of a chart say, without those that have no value. The order of equal rows decides ties. */
export function findingsOf<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], limit = 3): readonly ChartFinding<Row>[] {
  const names = namingColumns(columns)
  const isCourse = names.length === 1 && names[0]?.key === 'year'
  const measures = columns.slice(names.length).filter(({ align }) => align === 'end')
  return measures.slice(0, limit).flatMap((column): readonly ChartFinding<Row>[] => {
    const found = extremesOf(column, rows)
    const [first, highest, lowest] = found ? [rows[found.first], rows[found.highest], rows[found.lowest]] : []
    if (!found || first === undefined || highest === undefined || lowest === undefined) return []
    if (found.most === found.least) return [{ kind: 'same', column, from: first, to: first, highest }]
    if (!isCourse) return [{ kind: 'extremes', column, from: highest, to: lowest, highest }]
    const known = rows.filter((row) => column.value(row) !== null && column.value(row) !== '')
    const byYear = known.toSorted((a, b) => Number(names[0]?.value(a)) - Number(names[0]?.value(b)))
    return [{ kind: 'course', column, from: byYear[0] ?? first, to: byYear.at(-1) ?? first, highest }]
  })
}
