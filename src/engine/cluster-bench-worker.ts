import type { Label } from '@/domain/label.ts'
import type { AnswerColumn } from './bench-engine.ts'
import { BenchError, type FailureKind } from './bench-failure.ts'
import type { AskProgress } from './engine.ts'
import { toConnection } from './trino.ts'
import { runInCluster } from './trino-run.ts'
import { holdLifeLock } from './worker-life.ts'

/** Where a cluster is asked from the page. */
export interface ClusterPlace {
  readonly base: string
  readonly catalog: string
  readonly schema: string
}

/** What the page asks of the thread that asks the cluster. `taken` answers each piece of an answer. */
export type ClusterTask =
  | { readonly task: 'run'; readonly id: number; readonly place: ClusterPlace; readonly text: string }
  | { readonly task: 'taken'; readonly id: number; readonly goOn: boolean }
  | { readonly task: 'stop'; readonly id: number }

export type ClusterWord =
  | { readonly said: 'columns'; readonly columns: readonly AnswerColumn[] | null }
  | { readonly said: 'progress'; readonly progress: AskProgress }
  | { readonly said: 'piece'; readonly bytes: Uint8Array<ArrayBuffer>; readonly isSchema: boolean }
  | { readonly said: 'ended' }
  | { readonly said: 'failed'; readonly kind: FailureKind; readonly message: string; readonly place: number | null; readonly advice: Label | null }
export type ClusterReply = ClusterWord & { readonly id: number }

interface Running {
  readonly stop: AbortController
  /** Hears whether the last piece is to be followed by another. */
  take: (goOn: boolean) => void
}

holdLifeLock()
const running = new Map<number, Running>()

async function run({ id, place, text }: Extract<ClusterTask, { task: 'run' }>): Promise<void> {
  const say = (word: ClusterWord, transfer: Transferable[] = []) => self.postMessage({ ...word, id } satisfies ClusterReply, { transfer })
  const mine: Running = { stop: new AbortController(), take: () => undefined }
  running.set(id, mine)
  try {
    await runInCluster(toConnection(place), text, {
      columns: (columns) => say({ said: 'columns', columns }),
      progress: (progress) => say({ said: 'progress', progress }),
      chunk: (bytes, isSchema) =>
        new Promise((resolve) => {
          mine.take = resolve
          const piece = new Uint8Array(bytes)
          say({ said: 'piece', bytes: piece, isSchema }, [piece.buffer])
        }),
    }, mine.stop.signal)
    say({ said: 'ended' })
  } catch (error) {
    const { kind, message, place: at, advice } = error instanceof BenchError ? error : new BenchError('cancelled', 'cancelled')
    say({ said: 'failed', kind, message, place: at, advice })
  } finally {
    running.delete(id)
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ClusterTask>) => {
  if (data.task === 'run') void run(data)
  else if (data.task === 'taken') running.get(data.id)?.take(data.goOn)
  else {
    const stopped = running.get(data.id)
    stopped?.stop.abort(new BenchError('cancelled', 'cancelled'))
    stopped?.take(false)
  }
})
