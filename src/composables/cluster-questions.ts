import { computed, shallowReactive, type ComputedRef } from 'vue'
import { DatasetError, fileProblem } from '@/dataset/dataset-error.ts'
import type { AskProgress, Engine } from '@/engine/engine.ts'

/** What a cluster is at work on for this page, all questions together. */
export interface ClusterWork extends AskProgress {
  readonly questions: number
}

export interface ClusterQuestions {
  /** An engine whose questions are counted here. */
  readonly watched: (engine: Engine) => Engine
  /** Null while nothing is asked. Reactive. */
  readonly work: ComputedRef<ClusterWork | null>
  /** Ends every question, in the cluster too; who asked hears that it was stopped. */
  readonly stop: () => void
}

function stopped(): DatasetError {
  return new DatasetError([fileProblem('', 'stopped', { zh: '向集群提的问题已停止', en: 'the question to the cluster was stopped' })])
}

/** The questions that a page has put to a cluster and that it has not answered yet. */
export function createClusterQuestions(): ClusterQuestions {
  const running = shallowReactive(new Map<AbortController, AskProgress>())

  const work = computed((): ClusterWork | null => {
    const all = [...running.values()]
    const sum = (read: (one: AskProgress) => number) => all.reduce((so, one) => so + read(one), 0)
    const parts = sum((one) => one.all)
    return all.length === 0 ? null : { questions: all.length, done: sum((one) => one.done), all: parts, rows: sum((one) => one.rows), share: parts === 0 ? null : sum((one) => one.done) / parts }
  })

  return {
    work,
    stop: () => running.forEach((_, question) => question.abort(stopped())),
    watched: (engine) => ({
      ...engine,
      rows: async (statement, options) => {
        options?.signal?.throwIfAborted()
        const mine = new AbortController()
        const leave = () => mine.abort(options?.signal?.reason)
        options?.signal?.addEventListener('abort', leave, { once: true })
        running.set(mine, { done: 0, all: 0, rows: 0, share: null })
        try {
          return await engine.rows(statement, {
            signal: mine.signal,
            onProgress: (progress) => {
              running.set(mine, progress)
              options?.onProgress?.(progress)
            },
          })
        } finally {
          options?.signal?.removeEventListener('abort', leave)
          running.delete(mine)
        }
      },
    }),
  }
}
