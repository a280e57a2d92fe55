import { DatasetError } from '@/dataset/dataset-error.ts'
import type { Language } from '@/domain/label.ts'
import type { Problem } from '@/domain/problem.ts'
import { QueryError } from '@/engine/engine.ts'
import { TaskError } from './data-worker.ts'
import { i18n } from './i18n.ts'

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof DatasetError) return error.problems
  return error instanceof TaskError && error.failure.kind === 'dataset' ? error.failure.problems : []
}

/** What went wrong, in the page's language where whoever failed knows it in both. */
export function failureText(error: unknown, language: Language = i18n.global.locale.value === 'en' ? 'en' : 'zh'): string {
  const problems = problemsOf(error)
  if (problems.length > 0) return problems.map(({ file, message }) => `${file ? `${file}: ` : ''}${message[language]}`).join('\n')
  if (error instanceof QueryError && error.advice) return `${error.advice[language]}\n${error.message}`
  return error instanceof Error ? error.message : String(error)
}
