import type { CellObject, Range, WorkSheet } from '@e965/xlsx'
import { limits } from './limits.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import { checkZip } from './zip-entries.ts'

export type XlsxProblem = 'damaged' | 'encrypted' | 'too-large' | 'too-many-rows' | 'too-many-sheets'
export interface WorkbookSheet {
  /** Cells of a table: what a cell spans downwards is repeated where it is text. */
  readonly table: Sheet
  /** The same cells as a form has them: a merged cell once. */
  readonly form: Sheet
}
export type XlsxReading = { readonly sheets: readonly WorkbookSheet[] } | { readonly problem: XlsxProblem; readonly sheet?: string }

const isDateFormat = /(^|[^\\"])[ymdhs]/i

/** A cell as the person sees it, but figures with all their digits: 15, as Excel itself counts, so that 0.1+0.2 is 0.3. */
function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.t === 'z') return ''
  if (cell.t !== 'n' || typeof cell.v !== 'number') return cell.t === 's' ? String(cell.v) : (cell.w ?? String(cell.v))
  const format = typeof cell.z === 'string' ? cell.z.replace(/\[[^\]]*\]|"[^"]*"/g, '') : ''
  if (format.includes('%')) return `${Number((cell.v * 100).toPrecision(13))}%`
  if (format !== 'General' && isDateFormat.test(format)) return cell.w ?? String(cell.v)
  return String(Number(cell.v.toPrecision(15)))
}

function spannedBy(merges: readonly Range[]): (row: number, column: number) => Range | null {
  const byRow = new Map<number, Range[]>()
  for (const range of merges) for (let row = range.s.r; row <= Math.min(range.e.r, range.s.r + 5000); row += 1) byRow.set(row, [...(byRow.get(row) ?? []), range])
  return (row, column) => byRow.get(row)?.find((range) => column >= range.s.c && column <= range.e.c && (row !== range.s.r || column !== range.s.c)) ?? null
}

function toSheets(name: string, worksheet: WorkSheet, width: number): WorkbookSheet {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = worksheet['!data'] ?? []
  const spanOf = spannedBy((worksheet['!merges'] ?? []).slice(0, 20_000))
  const table: SheetRow[] = []
  const form: SheetRow[] = []
  data.forEach((cells, row) => {
    if (!cells?.some((cell) => cell?.v !== undefined)) return
    const last = Math.min(cells.length, width)
    const tableCells: string[] = []
    const formCells: string[] = []
    for (let column = 0; column < last; column += 1) {
      const own = textOf(cells[column])
      const span = spanOf(row, column)
      if (!span) formCells.push(own)
      const above = span && span.s.c === column ? textOf(data[span.s.r]?.[span.s.c]) : ''
      tableCells.push(span && (!/^[-\d.,%]+$/.test(above) || /^(?:19|20)\d\d$/.test(above)) ? above : own)
    }
    if (tableCells.some((cell) => cell.trim() !== '')) table.push({ row: row + 1, cells: tableCells })
    if (formCells.some((cell) => cell.trim() !== '')) form.push({ row: row + 1, cells: formCells })
  })
  return { table: { sheet: name, rows: table }, form: { sheet: name, rows: form } }
}

/** Reads a workbook's sheets as cells of text. */
export async function readXlsx(bytes: Uint8Array): Promise<XlsxReading> {
  if (bytes[0] === 0x50) {
    const problem = checkZip(bytes)
    if (problem) return { problem: problem === 'too-large' || problem === 'too-many-entries' ? 'too-large' : problem === 'encrypted' ? 'encrypted' : 'damaged' }
  }
  const { read, utils } = await import('@e965/xlsx')
  try {
    const book = read(bytes, { type: 'array', dense: true, cellNF: true, cellFormula: false, cellHTML: false, sheetRows: limits.rows + 1 })
    if (book.SheetNames.length > limits.sheets) return { problem: 'too-many-sheets' }
    const sheets: WorkbookSheet[] = []
    for (const name of book.SheetNames) {
      const worksheet = book.Sheets[name]
      const range = worksheet?.['!fullref'] ?? worksheet?.['!ref']
      if (!worksheet || typeof range !== 'string') continue
      const data: readonly unknown[] = worksheet['!data'] ?? []
      if (data.length > limits.rows) return { problem: 'too-many-rows', sheet: name }
      sheets.push(toSheets(name, worksheet, Math.min(utils.decode_range(range).e.c + 1, 512)))
    }
    return { sheets }
  } catch (error) {
    return { problem: /password|encrypt/i.test(error instanceof Error ? error.message : '') ? 'encrypted' : 'damaged' }
  }
}
