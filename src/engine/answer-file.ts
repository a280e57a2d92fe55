import { spreadsheetMark, toCsvLine } from '@/domain/csv-text.ts'
import { xlsxSteps } from '@/domain/xlsx-file.ts'
import type { XlsxColumn } from '@/domain/xlsx-sheet.ts'
import type { ShownRows } from './bench-answer.ts'

const pageRows = 5000

function* csvSteps({ count, rows }: ShownRows, columns: readonly XlsxColumn[]): Generator<number, Blob> {
  const parts: string[] = [`${spreadsheetMark}${toCsvLine(columns.map(({ label }) => label), 'spreadsheet')}\r\n`]
  for (let from = 0; from < count; from += pageRows) {
    parts.push(rows(from, from + pageRows).map((row) => `${toCsvLine(row, 'spreadsheet')}\r\n`).join(''))
    yield Math.min(count, from + pageRows)
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}

function* xlsxFileSteps({ count, rows }: ShownRows, columns: readonly XlsxColumn[]): Generator<number, Blob> {
  let done = 0
  function* counted(): Generator<readonly (string | null)[]> {
    for (let from = 0; from < count; from += pageRows) {
      for (const row of rows(from, from + pageRows)) {
        done += 1
        yield row
      }
    }
  }
  const steps = xlsxSteps([{ name: 'result', columns, rows: counted(), rowCount: count }])
  for (;;) {
    const { done: isWhole, value } = steps.next()
    if (isWhole) return new Blob([value], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
    yield done
  }
}

/** The file of an answer, bit by bit: each step says how many rows are in it. Throws CellTooLong. */
export function answerFileSteps(format: 'csv' | 'xlsx', shown: ShownRows, columns: readonly XlsxColumn[]): Generator<number, Blob> {
  return format === 'csv' ? csvSteps(shown, columns) : xlsxFileSteps(shown, columns)
}
