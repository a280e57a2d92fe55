import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'
import { historyQuestions, type HistoryColumn, type HistoryKind, type HistoryQuestion } from './history-questions.ts'

/** What stands between the parts of a block: cells, columns, questions, projects. No text of a dataset may hold one of them. */
export const marks = { cell: '\u001f', column: '\u001e', question: '\u001d', project: '\u001c' } as const

/** What stands before a value's text; an absent value has no text and no mark. */
export const present = '='

export type HistoryName = HistoryQuestion['name']
export const historyNames = ['years', 'funds', 'indicators', 'findings', 'scores'] as const satisfies readonly HistoryName[]

/** Text that is no history of a project, or of other columns than ours. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault'
}

const readers: Readonly<Record<HistoryKind, (text: string) => AnswerValue>> = { text: (text) => text, integer: Number, boolean: (text) => text === 'true' }

/** The columns of a question that are written. */
export function writtenColumns(question: HistoryName): readonly (HistoryColumn & { readonly kind: HistoryKind })[] {
  return historyQuestions[question].columns.filter((column) => column.kind !== 'follows')
}

/** The rows of one question out of a project's text, in order. Throws HistoryFault where the text is of other columns. */
export function toHistoryRows(projectText: string, question: HistoryName): readonly AnswerRow[] {
  const [projectId = '', ...parts] = projectText.split(marks.question)
  const text = parts[historyNames.indexOf(question)]
  if (text === undefined) throw new HistoryFault(`no ${question}`)
  if (text === '') return []
  const written = text.split(marks.column).map((column) => column.split(marks.cell))
  const columns = writtenColumns(question)
  const count = written[0]?.length ?? 0
  if (written.length !== columns.length || written.some((cells) => cells.length !== count)) throw new HistoryFault(`other columns of ${question}`)
  const values = new Map(columns.map(({ name, kind }, at) => [name, written[at]?.map((cell) => (cell === '' ? null : readers[kind](cell.slice(present.length))))]))
  return Array.from({ length: count }, (_, at) => {
    const row: Record<string, AnswerValue> = {}
    for (const [name, column] of values) row[name] = column?.[at] ?? null
    return Object.fromEntries(historyQuestions[question].columns.map((column) => [column.name, column.kind === 'follows' ? column.from(row, projectId) : (row[column.name] ?? null)]))
  })
}

/** One question's rows of a project as lines: cells between cell marks, rows between column marks. */
export interface HistoryLines {
  readonly name: HistoryName
  readonly rows: number
  readonly lines: string
}

/** Lines turned to columns, whose neighbours are alike; null where a text holds one of the marks, so that it could not be read back. */
function toColumns({ name, rows, lines }: HistoryLines): string | null {
  if (lines.includes(marks.question) || lines.includes(marks.project)) return null
  if (rows === 0) return lines === '' ? '' : null
  const cells = lines.split(marks.column).map((line) => line.split(marks.cell))
  const columns = writtenColumns(name)
  if (cells.length !== rows || cells.some((row) => row.length !== columns.length)) return null
  return columns.map((_, at) => cells.map((row) => row[at]).join(marks.cell)).join(marks.column)
}

/** A project's text: its id and each question's columns; null where it can't be written. */
export function toProjectText(projectId: string, parts: readonly HistoryLines[]): string | null {
  if (Object.values(marks).some((mark) => projectId.includes(mark))) return null
  const texts = parts.map(toColumns)
  return texts.includes(null) ? null : [projectId, ...texts].join(marks.question)
}
