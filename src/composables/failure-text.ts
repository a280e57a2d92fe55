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

/** Whether an engine did not start because the browser, or a policy, has no WebAssembly for it. */
function isWithoutWebAssembly(error: unknown): boolean {
  return error instanceof Error && /WebAssembly/.test(error.message) && !/memory|allocat/i.test(error.message)
}

/** What went wrong, in the page's language where whoever failed knows it in both. */
export function failureText(error: unknown, language: Language = i18n.global.locale.value === 'en' ? 'en' : 'zh'): string {
  const problems = problemsOf(error)
  if (problems.length > 0) return problems.map(({ file, message }) => `${file ? `${file}: ` : ''}${message[language]}`).join('\n')
  if (error instanceof QueryError && error.advice) return `${error.advice[language]}\n${error.message}`
  if (isWithoutWebAssembly(error)) return i18n.global.t('rows.no_webassembly', {}, { locale: language })
  return error instanceof Error ? error.message : String(error)
}
