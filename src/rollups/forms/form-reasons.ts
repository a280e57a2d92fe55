import { columnOf, type CellTable } from '../cell-table.ts'
import { FormsFault } from './forms-cells.ts'

/** What was said of cuts: each form's text by its code, of which 0 is null: nothing was. */
export interface Reasons {
  readonly code: Uint32Array
  readonly texts: readonly (string | null)[]
}

/** What was said of each cut: out of the files of reasons, and how many forms each of those beside them holds. Throws FormsFault. */
export function toReasons(fileRows: readonly number[], reasonsTables: readonly CellTable[]): Reasons {
  if (fileRows.length !== reasonsTables.length) throw new FormsFault('reasons are missing')
  const code = new Uint32Array(fileRows.reduce((sum, rows) => sum + rows, 0))
  const texts: (string | null)[] = [null]
  let from = 0
  fileRows.forEach((forms, file) => {
    const table = reasonsTables[file]
    const [rows, codes, said] = [table && columnOf(table, 'form')?.values, table && columnOf(table, 'reason')?.values, table?.dictionaries['reason']]
    if (!(rows instanceof Uint32Array) || !codes || !said || codes.length !== rows.length || rows.some((row) => row >= forms)) throw new FormsFault('reasons have no rows')
    rows.forEach((row, at) => (code[from + row] = texts.length + Number(codes[at])))
    for (const text of said) texts.push(text ?? '')
    from += forms
  })
  return { code, texts }
}
