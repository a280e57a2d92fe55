import { CellTooLong, type XlsxColumn } from '@/domain/xlsx-sheet.ts'
import type { AnswerFilter, AnswerOrder, ColumnSummary } from './bench-answer.ts'
import type { AnswerReply, AnswerRequest, AnswerTask, RowsWritten } from './bench-answer-worker.ts'
import type { WatchedWorker } from './worker-life.ts'

export interface FileOptions {
  readonly onWritten?: (rows: RowsWritten) => void
  /** Leaves the file; the answer stays. */
  readonly signal?: AbortSignal
}

/** An answer that lies in a worker; everything about it is asked, so that the page never waits. */
export interface HeldAnswer {
  readonly append: (bytes: Uint8Array, isSchema: boolean) => Promise<{ readonly rows: number; readonly bytes: number }>
  readonly arrange: (order: AnswerOrder | null, filters: readonly AnswerFilter[]) => Promise<number>
  readonly cells: (from: number, to: number, columns: readonly number[]) => Promise<readonly (readonly (string | null)[])[]>
  readonly numbers: (column: number, limit: number) => Promise<Float64Array>
  readonly summary: (column: number) => Promise<ColumnSummary>
  /** The rows as arranged, as a file of CSV or XLSX. Rejects with CellTooLong where a text fits no cell of XLSX. */
  readonly file: (format: 'csv' | 'xlsx', columns: readonly XlsxColumn[], options?: FileOptions) => Promise<Blob>
  readonly ipc: () => Promise<Uint8Array<ArrayBuffer>>
  readonly forget: () => void
}

export interface BenchAnswers {
  readonly hold: () => HeldAnswer
  readonly close: () => void
}

/** The worker that holds the answers of the workbench; a new one takes its place where it fails. */
export function openBenchAnswers(openWorker: () => WatchedWorker): BenchAnswers {
  let worker: Worker | null = null
  let requests = 0
  let answers = 0
  const waiting = new Map<number, { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void; readonly onWritten?: FileOptions['onWritten'] }>()

  function lose(mine: Worker, reason: string): void {
    if (worker !== mine) return
    for (const { reject } of waiting.values()) reject(new Error(reason))
    waiting.clear()
    worker.terminate()
    worker = null
  }

  function started(): Worker {
    if (worker) return worker
    const mine = openWorker()
    worker = mine.worker
    worker.addEventListener('message', ({ data }: MessageEvent<AnswerReply>) => {
      const found = waiting.get(data.id)
      if ('written' in data) return found?.onWritten?.(data.written)
      waiting.delete(data.id)
      if ('error' in data) found?.reject(data.tooLong ? new CellTooLong(data.tooLong.at, data.tooLong.characters) : new Error(data.error))
      else found?.resolve(data.value as never)
    })
    void mine.gone.then((reason) => lose(mine.worker, reason))
    return worker
  }

  function request<T>(answer: number, work: AnswerTask, transfer: Transferable[] = [], onWritten?: FileOptions['onWritten']): Promise<T> {
    requests += 1
    const id = requests
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve, reject, onWritten })
      started().postMessage({ id, answer, work } satisfies AnswerRequest, transfer)
    })
  }

  async function file(answer: number, format: 'csv' | 'xlsx', columns: readonly XlsxColumn[], { onWritten, signal }: FileOptions): Promise<Blob> {
    signal?.throwIfAborted()
    const made = request<Blob>(answer, { task: 'file', format, columns }, [], onWritten)
    const mine = requests
    const leave = () => {
      waiting.get(mine)?.reject(signal?.reason)
      waiting.delete(mine)
      void request(answer, { task: 'stop', request: mine }).catch(() => undefined)
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await made
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }

  return {
    hold: () => {
      answers += 1
      const number = answers
      return {
        append: (bytes, isSchema) => request(number, { task: 'append', bytes, isSchema }, bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : []),
        arrange: (order, filters) => request(number, { task: 'arrange', order, filters }),
        cells: (from, to, columns) => request(number, { task: 'cells', from, to, columns }),
        numbers: (column, limit) => request(number, { task: 'numbers', column, limit }),
        summary: (column) => request(number, { task: 'summary', column }),
        file: (format, columns, options = {}) => file(number, format, columns, options),
        ipc: () => request(number, { task: 'ipc' }),
        forget: () => void request(number, { task: 'forget' }),
      }
    },
    close: () => {
      worker?.terminate()
      worker = null
    },
  }
}
