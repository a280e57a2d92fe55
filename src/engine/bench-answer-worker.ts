import { CellTooLong, type XlsxColumn } from '@/domain/xlsx-sheet.ts'
import { answerFileSteps } from './answer-file.ts'
import { createBenchAnswer, type AnswerFilter, type AnswerOrder, type BenchAnswer } from './bench-answer.ts'
import { holdLifeLock } from './worker-life.ts'

/** What the page asks of the worker that holds answers. `answer` tells them apart. */
export type AnswerTask =
  | { readonly task: 'append'; readonly bytes: Uint8Array; readonly isSchema: boolean }
  | { readonly task: 'arrange'; readonly order: AnswerOrder | null; readonly filters: readonly AnswerFilter[] }
  | { readonly task: 'cells'; readonly from: number; readonly to: number; readonly columns: readonly number[] }
  | { readonly task: 'numbers'; readonly column: number; readonly limit: number }
  | { readonly task: 'summary'; readonly column: number }
  | { readonly task: 'file'; readonly format: 'csv' | 'xlsx'; readonly columns: readonly XlsxColumn[] }
  /** Ends the making of a file, by the id of the request for it. */
  | { readonly task: 'stop'; readonly request: number }
  | { readonly task: 'ipc' }
  | { readonly task: 'forget' }

export interface RowsWritten {
  readonly done: number
  readonly all: number
}

export interface AnswerRequest {
  readonly id: number
  readonly answer: number
  readonly work: AnswerTask
}
export type AnswerReply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly written: RowsWritten } | { readonly id: number; readonly error: string; readonly tooLong?: { readonly at: string; readonly characters: number } }

holdLifeLock()
const answers = new Map<number, BenchAnswer>()

const stopped = new Set<number>()
/** How long a file is worked at before others have their turn, in milliseconds. */
const turn = 40

/** Drives work to its end, with rests in which this worker hears whether it is still wanted. */
async function inTurns<T>(id: number, all: number, steps: Generator<number, T>): Promise<T> {
  let since = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - since < turn) continue
    self.postMessage({ id, written: { done: value, all } } satisfies AnswerReply)
    await new Promise((rested) => setTimeout(rested))
    if (stopped.delete(id)) throw new Error('stopped')
    since = performance.now()
  }
}

function perform(id: number, number: number, work: AnswerTask): unknown {
  if (work.task === 'forget') return answers.delete(number)
  if (work.task === 'stop') return stopped.add(work.request)
  let answer = answers.get(number)
  if (!answer) answers.set(number, (answer = createBenchAnswer()))
  switch (work.task) {
    case 'append': return { rows: answer.append(work.bytes, work.isSchema), bytes: answer.byteCount() }
    case 'arrange': return answer.arrange(work.order, work.filters)
    case 'cells': return answer.cells({ from: work.from, to: work.to }, work.columns)
    case 'numbers': return answer.numbers(work.column, work.limit)
    case 'summary': return answer.summary(work.column)
    case 'file': return inTurns(id, answer.viewRows(), answerFileSteps(work.format, answer.shown(), work.columns))
    case 'ipc': return answer.ipc()
  }
}

async function reply({ id, answer, work }: AnswerRequest): Promise<void> {
  try {
    // What is ready at once is answered at once, in the order in which it was asked.
    const value = perform(id, answer, work)
    self.postMessage({ id, value: value instanceof Promise ? await value : value } satisfies AnswerReply)
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error), ...(error instanceof CellTooLong ? { tooLong: { at: error.at, characters: error.characters } } : {}) } satisfies AnswerReply)
  }
}

self.addEventListener('message', ({ data }: MessageEvent<AnswerRequest>) => void reply(data))
