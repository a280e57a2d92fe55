import { writeFile } from 'node:fs/promises'
import type { Language } from '@/domain/label.ts'
import { placeText, type Place, type Problem } from '@/domain/problem.ts'
import type { Streams } from './print.ts'

export interface ReportProblem extends Place {
  readonly place: string
  readonly code: string
  readonly message: string
  readonly column?: string
  readonly text?: string
  readonly expected?: string
}

export interface FileReport {
  readonly name: string
  readonly kind: string
  readonly forms: number
  readonly rows: number
  readonly errors: readonly ReportProblem[]
  readonly warnings: readonly ReportProblem[]
}

function toReportProblem({ place, code, message, column, text, expected }: Problem, language: Language): ReportProblem {
  return { place: placeText(place, language), code, message: message[language], ...place, ...(column === undefined ? {} : { column }), ...(text === undefined ? {} : { text }), ...(expected === undefined ? {} : { expected }) }
}

/** What became of one input file. */
export function toFileReport(file: Omit<FileReport, 'errors' | 'warnings'>, problems: readonly Problem[], language: Language): FileReport {
  const of = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).map((problem) => toReportProblem(problem, language))
  return { ...file, errors: of('error'), warnings: of('warning') }
}

/** Writes the JSON report to a file, or to standard output for `-`. */
export async function writeReport(path: string, files: readonly FileReport[], streams: Streams): Promise<void> {
  const text = `${JSON.stringify({ files }, null, 2)}\n`
  if (path === '-') await streams.out(text)
  else await writeFile(path, text)
}
