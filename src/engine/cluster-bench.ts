import { judgeForCluster } from '@/domain/cluster-verdict.ts'
import type { AnswerSink, Bench, BenchState, RunOptions } from './bench-engine.ts'
import { BenchError } from './bench-failure.ts'
import type { ClusterPlace, ClusterReply, ClusterTask } from './cluster-bench-worker.ts'
import type { AnswerRow } from './engine.ts'
import { createRunStop } from './run-stop.ts'
import type { WatchedWorker } from './worker-life.ts'

export interface ClusterBenchOptions {
  readonly place: ClusterPlace
  readonly openWorker: () => WatchedWorker
  /** Looks whether the cluster holds what the page thinks, before the first statement. Rejects with the reason. */
  readonly check: () => Promise<void>
  /** A short question of the workbench itself. */
  readonly ask: (text: string) => Promise<readonly AnswerRow[]>
  readonly onState: (state: BenchState, message?: string) => void
}

/** The analyst's statements on a cluster: nothing is loaded, nothing can be changed, and the pages of answers are read in a worker. */
export function createClusterBench({ place, openWorker, check, ask, onState }: ClusterBenchOptions): Bench {
  let worker: Worker | null = null
  let checked: Promise<void> | null = null
  let runs = 0
  const heard = new Map<number, (reply: ClusterReply) => void>()

  function end(reason: string): void {
    worker?.terminate()
    worker = null
    for (const [id, hear] of heard) hear({ id, said: 'failed', kind: 'crashed', message: reason, place: null, advice: null })
    heard.clear()
  }
  function started(): Worker {
    if (worker) return worker
    const mine = openWorker()
    worker = mine.worker
    worker.addEventListener('message', ({ data }: MessageEvent<ClusterReply>) => heard.get(data.id)?.(data))
    void mine.gone.then((reason) => worker === mine.worker && end(reason))
    return worker
  }
  const send = (task: ClusterTask) => started().postMessage(task)

  function ready(): Promise<void> {
    if (checked) return checked
    onState('opening')
    const mine = check()
    checked = mine
    return mine.then(
      () => onState('ready'),
      (error: unknown) => {
        if (checked === mine) checked = null
        const message = error instanceof Error ? error.message : String(error)
        onState('failed', message)
        throw new BenchError('crashed', message, null, { cause: error })
      },
    )
  }

  function perform(text: string, sink: AnswerSink, signal: AbortSignal): Promise<void> {
    runs += 1
    const id = runs
    return new Promise((resolve, reject) => {
      const leave = () => {
        heard.delete(id)
        send({ task: 'stop', id })
        reject(signal.reason)
      }
      const settle = (done: () => void) => {
        heard.delete(id)
        signal.removeEventListener('abort', leave)
        done()
      }
      signal.addEventListener('abort', leave)
      heard.set(id, (word) => {
        if (word.said === 'columns') sink.columns(word.columns)
        else if (word.said === 'progress') sink.progress?.(word.progress)
        else if (word.said === 'ended') settle(resolve)
        else if (word.said === 'failed') settle(() => reject(new BenchError(word.kind, word.message, word.place, word.advice ? { advice: word.advice } : {})))
        else void Promise.resolve(sink.chunk(word.bytes, word.isSchema)).then((goOn) => send({ task: 'taken', id, goOn }), (error: unknown) => (send({ task: 'stop', id }), settle(() => reject(error))))
      })
      send({ task: 'run', id, place, text })
    })
  }

  async function run(text: string, sink: AnswerSink, { signal, secondsLimit }: RunOptions = {}): Promise<void> {
    const verdict = judgeForCluster(text)
    if (verdict.kind === 'refused') throw new BenchError('permission', verdict.why)
    const stop = createRunStop(signal)
    try {
      await ready()
      stop.signal.throwIfAborted()
      onState('running')
      stop.startClock(secondsLimit)
      try {
        await perform(text, sink, stop.signal)
      } finally {
        onState('ready')
      }
    } finally {
      stop.release()
    }
  }

  return {
    run,
    ask: async (text) => {
      await ready()
      return ask(text)
    },
    restart: async () => {
      checked = null
      await ready()
    },
    close: () => {
      end('closed')
      onState('closed')
    },
  }
}
