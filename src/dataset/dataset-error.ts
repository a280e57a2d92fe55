import type { Problem } from '@/domain/problem.ts'

/** A dataset that can't be shown: the problems name the file, the place and the reason. What was loaded before stays. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
  constructor(
    readonly problems: readonly Problem[],
    options?: ErrorOptions,
  ) {
    super(problems.map((problem) => `${problem.file}: ${problem.message.en}`).join('\n'), options)
  }
}

/** A problem of a whole file of a dataset. */
export function fileProblem(file: string, code: string, message: Problem['message']): Problem {
  return { severity: 'error', code, file, place: {}, message }
}
