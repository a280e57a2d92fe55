import type { Engine } from '@/engine/engine.ts'
import { ask } from '@/queries/query.ts'
import type { AskQuestion } from '@/queries/query.ts'

/** Has an engine answer every question. */
export function asking(engine: Engine): AskQuestion {
  return (query, params, options) => ask(engine, query, params, options)
}
