import type { Place, Problem } from '../domain/problem.ts'

interface Details {
  readonly place?: Place
  readonly column?: string
  readonly text?: string
  readonly expected?: string
}

export function fileError(file: string, code: string, zh: string, en: string, details: Details = {}): Problem {
  return { severity: 'error', code, file, place: {}, ...details, message: { zh, en } }
}

export function fileWarning(file: string, code: string, zh: string, en: string, details: Details = {}): Problem {
  return { ...fileError(file, code, zh, en, details), severity: 'warning' }
}
