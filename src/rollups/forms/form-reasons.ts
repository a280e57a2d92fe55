import { columnOf, type CellTable } from '../cell-table.ts'
import { FormsFault, yearsIn } from './forms-cells.ts'

/** What was said of each cut, by year and row, out of the files of reasons and those of the forms beside them. Throws FormsFault. */
export function toReasons(formsTables: readonly CellTable[], reasonsTables: readonly CellTable[]): (year: number, row: number) => string | null {
  const byYear = new Map<number, Map<number, string>>()
  if (formsTables.length !== reasonsTables.length) throw new FormsFault('reasons are missing')
  formsTables.forEach((forms, file) => {
    const table = reasonsTables[file]
    const [rows, codes, texts] = [table && columnOf(table, 'form')?.values, table && columnOf(table, 'reason')?.values, table?.dictionaries['reason']]
    if (!(rows instanceof Uint32Array) || !codes || !texts) throw new FormsFault('reasons have no rows')
    let [from, next] = [0, 0]
    for (const { year, rows: count } of yearsIn(forms)) {
      const said = new Map<number, string>()
      for (; next < rows.length && (rows[next] ?? 0) < from + count; next += 1) said.set((rows[next] ?? 0) - from, texts[Number(codes[next])] ?? '')
      byYear.set(year, said)
      from += count
    }
  })
  return (year, row) => byYear.get(year)?.get(row) ?? null
}
