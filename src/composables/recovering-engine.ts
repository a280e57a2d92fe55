import { EngineGone, type AskOptions, type Engine } from '@/engine/engine.ts'
import type { Loadable, LoadedEngine } from './loaded-engine.ts'

/**
 * An engine that always has the rows of a dataset in it. A statement that loses it is sent once more to the next engine;
 * one that loses that too fails.
 */
export function recoveringEngine(loaded: LoadedEngine, dataset: () => Loadable | null): Engine {
  async function once<T>(work: (engine: Engine) => Promise<T>, options?: AskOptions): Promise<T> {
    const now = dataset()
    if (!now) throw new Error('no dataset is open')
    const engine = await loaded.withRows(now, options)
    try {
      return await work(engine)
    } catch (error) {
      if (error instanceof EngineGone) loaded.lose(engine, error)
      throw error
    }
  }
  function twice<T>(work: (engine: Engine) => Promise<T>, options?: AskOptions): Promise<T> {
    return once(work, options).catch((error: unknown) => {
      if (!(error instanceof EngineGone)) throw error
      options?.signal?.throwIfAborted()
      return once(work, options)
    })
  }
  return {
    rows: (statement, options) => twice((engine) => engine.rows(statement, options), options),
    parquet: (statement, options) => twice((engine) => engine.parquet(statement, options), options),
    // The tables in it are the dataset's, and stay so as long as the page does.
    load: () => Promise.reject(new Error('the page loads datasets only')),
    close: async () => undefined,
  }
}
