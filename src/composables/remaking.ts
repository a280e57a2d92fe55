import type { Engine } from '@/engine/engine.ts'
import type { DatasetAnswers } from './dataset-answers.ts'
import type { OpenDataset } from './session.ts'

/** Makes again, without anyone waiting, what a dataset lacks of what is made ahead. */
export interface Remaking {
  /** Once for each opening. `rows` is the engine with the dataset's rows. Never rejects: that engine goes on answering. */
  readonly begin: (dataset: OpenDataset, answers: DatasetAnswers, rows: Engine) => Promise<void>
  /** Ends what is being made; the next `begin` makes it from the start. */
  readonly stop: () => void
}

export function createRemaking(): Remaking {
  const tried = new Set<number>()
  let running: AbortController | null = null

  return {
    begin: async (dataset, answers, rows) => {
      if (dataset.manifest.engine || !answers.isLacking() || tried.has(dataset.number)) return
      tried.add(dataset.number)
      const mine = new AbortController()
      running = mine
      try {
        const { remadeAhead } = await import('./remade-ahead.ts')
        const remade = await remadeAhead(dataset, rows, mine.signal)
        mine.signal.throwIfAborted()
        if (!remade) return
        answers.replace(remade.ahead, remade.forms)
        performance.mark('jilan:ahead-remade')
      } catch {
        if (mine.signal.aborted) tried.delete(dataset.number)
      }
    },
    stop: () => running?.abort(),
  }
}
