import type { Language } from '@/domain/label.ts'
import { TaskError } from './data-worker.ts'

/** What went wrong in a task, in the page's language where the task knows it in both. */
export function failureText(error: unknown, language: Language): string {
  if (error instanceof TaskError && error.failure.kind === 'dataset') return error.failure.problems.map(({ file, message }) => `${file}: ${message[language]}`).join('\n')
  return error instanceof Error ? error.message : String(error)
}
