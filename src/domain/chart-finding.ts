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

/** What the first measures of a chart say, without those that have no value. The order of equal rows decides ties. */
export function findingsOf<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], limit = 3): readonly ChartFinding<Row>[] {
  const names = namingColumns(columns)
  const isCourse = names.length === 1 && names[0]?.key === 'year'
  const measures = columns.slice(names.length).filter(({ align }) => align === 'end')
  return measures.slice(0, limit).flatMap((column): readonly ChartFinding<Row>[] => {
    const known = rows.flatMap((row) => {
      const value = column.value(row)
      return value === null || value === '' ? [] : [{ row, value: Number(value) }]
    })
    const [first] = known
    if (first === undefined) return []
    const highest = known.reduce((most, each) => (each.value > most.value ? each : most), first)
    const lowest = known.reduce((least, each) => (each.value < least.value ? each : least), first)
    if (highest.value === lowest.value) return [{ kind: 'same', column, from: first.row, to: first.row, highest: highest.row }]
    if (!isCourse) return [{ kind: 'extremes', column, from: highest.row, to: lowest.row, highest: highest.row }]
    const byYear = known.map(({ row }) => row).toSorted((a, b) => Number(names[0]?.value(a)) - Number(names[0]?.value(b)))
    return [{ kind: 'course', column, from: byYear[0] ?? first.row, to: byYear.at(-1) ?? first.row, highest: highest.row }]
  })
}
