import type { Problem, Place } from '../../domain/problem.ts'
import type { FormLine } from './form-lines.ts'

type Severity = Problem['severity']
interface Details {
  readonly column?: string
  readonly text?: string
  readonly expected?: string
}

/** What one part of a form reports to: it knows the file, so that the parts need not. */
export interface FormProblems {
  readonly add: (severity: Severity, code: string, at: FormLine | null, zh: string, en: string, details?: Details) => void
  readonly missingLabel: (label: string, at: FormLine | null) => void
  readonly hasError: () => boolean
  readonly list: readonly Problem[]
}

export function toPlace(line: FormLine | null): Place {
  return line ? { page: line.page, line: line.line } : {}
}

export function openFormProblems(file: string): FormProblems {
  const list: Problem[] = []
  const add: FormProblems['add'] = (severity, code, at, zh, en, details = {}) => {
    list.push({ severity, code, file, place: toPlace(at), ...details, message: { zh, en } })
  }
  return {
    add,
    missingLabel: (label, at) =>
      add('error', 'missing-label', at, `自评表到此为止仍没有“${label}”`, `The form has no "${label}" up to here`, { column: label, expected: label, ...(at ? { text: at.text.trim().slice(0, 80) } : {}) }),
    hasError: () => list.some((problem) => problem.severity === 'error'),
    list,
  }
}
