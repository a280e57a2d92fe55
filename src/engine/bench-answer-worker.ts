import type { AnswerFilter, AnswerOrder, BenchAnswer } from './bench-answer.ts'
import { spreadsheetMark, toCsvLine } from '@/domain/csv-text.ts'
import { toXlsx } from '@/domain/xlsx-file.ts'
import { CellTooLong, type XlsxColumn } from '@/domain/xlsx-sheet.ts'
import { createBenchAnswer } from './bench-answer.ts'
import { holdLifeLock } from './worker-life.ts'

/** What the page asks of the worker that holds answers. `answer` tells them apart. */
export type AnswerTask =
  | { readonly task: 'append'; readonly bytes: Uint8Array; readonly isSchema: boolean }
  | { readonly task: 'arrange'; readonly order: AnswerOrder | null; readonly filters: readonly AnswerFilter[] }
  | { readonly task: 'cells'; readonly from: number; readonly to: number; readonly columns: readonly number[] }
  | { readonly task: 'numbers'; readonly column: number; readonly limit: number }
  | { readonly task: 'summary'; readonly column: number }
  | { readonly task: 'file'; readonly format: 'csv' | 'xlsx'; readonly columns: readonly XlsxColumn[] }
  | { readonly task: 'ipc' }
  | { readonly task: 'forget' }

export interface AnswerRequest {
  readonly id: number
  readonly answer: number
  readonly work: AnswerTask
}
export type AnswerReply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string; readonly tooLong?: { readonly at: string; readonly characters: number } }

holdLifeLock()
const answers = new Map<number, BenchAnswer>()

const pageRows = 5000

/** The rows of the view as they are shown, page by page. */
function* shownRows(answer: BenchAnswer, columns: readonly XlsxColumn[]): Generator<readonly (string | null)[]> {
  const places = columns.map((_, place) => place)
  for (let from = 0; from < answer.viewRows(); from += pageRows) yield* answer.cells({ from, to: from + pageRows }, places)
}

function csvFile(answer: BenchAnswer, columns: readonly XlsxColumn[]): Blob {
  const parts: string[] = [`${spreadsheetMark}${toCsvLine(columns.map(({ label }) => label), 'spreadsheet')}\r\n`]
  let lines: string[] = []
  for (const row of shownRows(answer, columns)) {
    lines.push(toCsvLine(row, 'spreadsheet'))
    if (lines.length === pageRows) {
      parts.push(`${lines.join('\r\n')}\r\n`)
      lines = []
    }
  }
  if (lines.length > 0) parts.push(`${lines.join('\r\n')}\r\n`)
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}

function xlsxFile(answer: BenchAnswer, columns: readonly XlsxColumn[]): Blob {
  const bytes = toXlsx([{ name: 'result', columns, rows: shownRows(answer, columns), rowCount: answer.viewRows() }])
  return new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
}

function perform(number: number, work: AnswerTask): unknown {
  if (work.task === 'forget') return answers.delete(number)
  let answer = answers.get(number)
  if (!answer) answers.set(number, (answer = createBenchAnswer()))
  switch (work.task) {
    case 'append': return { rows: answer.append(work.bytes, work.isSchema), bytes: answer.byteCount() }
    case 'arrange': return answer.arrange(work.order, work.filters)
    case 'cells': return answer.cells({ from: work.from, to: work.to }, work.columns)
    case 'numbers': return answer.numbers(work.column, work.limit)
    case 'summary': return answer.summary(work.column)
    case 'file': return work.format === 'csv' ? csvFile(answer, work.columns) : xlsxFile(answer, work.columns)
    case 'ipc': return answer.ipc()
  }
}

self.addEventListener('message', ({ data }: MessageEvent<AnswerRequest>) => {
  try {
    self.postMessage({ id: data.id, value: perform(data.answer, data.work) } satisfies AnswerReply)
  } catch (error) {
    self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error), ...(error instanceof CellTooLong ? { tooLong: { at: error.at, characters: error.characters } } : {}) } satisfies AnswerReply)
  }
})
