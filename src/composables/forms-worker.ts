import type { PromisedFile } from '@/dataset/prepared-files.ts'
import type { FilesRef } from '@/dataset/source-files.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { watchedWorker } from '@/engine/worker-life.ts'
import type { DeskQuestion } from '@/queries/from-forms/desk-questions.ts'
import { toRows } from '@/rollups/row-columns.ts'
import { columnReceiver, type SentColumns } from '@/rollups/sent-columns.ts'
import { neededOf } from './source-ref.ts'

export type FormsRequest =
  | { readonly task: 'open'; readonly source: FilesRef; readonly files: readonly PromisedFile[] }
  | { readonly task: 'ask'; readonly id: number; readonly question: DeskQuestion }
  | { readonly task: 'warm'; readonly id: number }
export type FormsReply = { readonly id: number; readonly answer: { readonly rows: readonly AnswerRow[] } | { readonly columns: SentColumns } | null } | { readonly id: number; readonly failure: string }

/** The thread is well, but what was made ahead could not be read. */
export class UnreadForms extends Error {
  override readonly name = 'UnreadForms'
}

/** A dataset's forms and histories in a thread of their own. */
export interface FormsWorker {
  /** The rows of a question; null where the forms don't cover it. Rejects with UnreadForms where a file is damaged, or because the thread ended. */
  readonly ask: (question: DeskQuestion) => Promise<readonly AnswerRow[] | null>
  /** Reads the forms before anyone asks. Rejects as `ask` does. */
  readonly warm: () => Promise<void>
  readonly end: () => void
}

const kinds: ReadonlySet<string> = new Set(['places', 'forms', 'reasons', 'indicator-kinds', 'indicators', 'history', 'history-index'])

/** Answers from the forms that were made ahead of a dataset; null where none were. The thread is started by the first question. */
export function formsWorker(source: FilesRef, promised: readonly PromisedFile[]): FormsWorker | null {
  const files = promised.filter(({ kind }) => kinds.has(kind))
  if (files.length === 0) return null
  const waiting = new Map<number, { readonly resolve: (rows: readonly AnswerRow[] | null) => void; readonly reject: (error: Error) => void }>()
  let worker: Worker | null = null
  let last = 0
  let isEnded = false

  function end(reason: string): void {
    worker?.terminate()
    worker = null
    for (const { reject } of waiting.values()) reject(new Error(reason))
    waiting.clear()
  }

  function start(): Worker {
    const started = watchedWorker((options) => new Worker(new URL('../forms-worker.ts', import.meta.url), { ...options, type: 'module' }))
    const received = columnReceiver()
    const rowsOf = (answer: Extract<FormsReply, { readonly answer: unknown }>['answer']) => answer && ('rows' in answer ? answer.rows : toRows(received(answer.columns)))
    started.worker.addEventListener('message', ({ data }: MessageEvent<FormsReply>) => {
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if ('failure' in data) return asked?.reject(new UnreadForms(data.failure))
      // Texts that came with an answer are kept also where nobody waits for it any more.
      const rows = rowsOf(data.answer)
      asked?.resolve(rows)
    })
    void started.gone.then((reason) => worker === started.worker && end(reason))
    started.worker.postMessage({ task: 'open', source: neededOf(source, files), files } satisfies FormsRequest)
    return started.worker
  }

  function send(request: FormsRequest): void {
    if (isEnded) throw new Error('another dataset was opened')
    worker ??= start()
    worker.postMessage(request)
  }

  function answered(requestOf: (id: number) => FormsRequest): Promise<readonly AnswerRow[] | null> {
    last += 1
    const id = last
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      send(requestOf(id))
    })
  }

  return {
    ask: (question) => answered((id) => ({ task: 'ask', id, question })),
    warm: async () => void (await answered((id) => ({ task: 'warm', id }))),
    end: () => {
      isEnded = true
      end('another dataset was opened')
    },
  }
}
