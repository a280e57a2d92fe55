import type { Language } from '../domain/label.ts'
import { placeText, type Problem } from '../domain/problem.ts'
import { countRows } from './canonical-rows.ts'
import type { FileKind, ImportedFile } from './imported-file.ts'
import type { NormalisedCounts } from './normalised.ts'

export interface ReportedProblem {
  readonly place: string
  readonly code: string
  readonly message: string
  readonly column?: string
  readonly text?: string
  readonly expected?: string
}
export interface FileReport {
  readonly name: string
  readonly kind: FileKind
  /** Project-years, on whatever they were written: a form, or a row of a table. */
  readonly forms: number
  /** Good rows of all three tables. */
  readonly rows: number
  readonly bad_rows: number
  readonly normalised: NormalisedCounts
  readonly errors: readonly ReportedProblem[]
  readonly warnings: readonly ReportedProblem[]
}
/** The report of CONTRACT.md. */
export interface ImportReport {
  readonly files: readonly FileReport[]
}

function reported(problem: Problem, language: Language): ReportedProblem {
  const { column, text, expected } = problem
  return {
    place: placeText(problem.place, language),
    code: problem.code,
    message: problem.message[language],
    ...(column === undefined ? {} : { column }),
    ...(text === undefined ? {} : { text }),
    ...(expected === undefined ? {} : { expected }),
  }
}

/** What import found in each file, in words; the same for the page and the command line. */
export function toReport(files: readonly ImportedFile[], language: Language): ImportReport {
  const problemsOf = (file: ImportedFile, severity: Problem['severity']): readonly ReportedProblem[] => file.problems.filter((problem) => problem.severity === severity).map((problem) => reported(problem, language))
  return {
    files: files.map((file) => ({
      name: file.name,
      kind: file.kind,
      forms: file.rows.project_year.length,
      rows: countRows(file.rows),
      bad_rows: file.bad.length,
      normalised: file.normalised,
      errors: problemsOf(file, 'error'),
      warnings: problemsOf(file, 'warning'),
    })),
  }
}
