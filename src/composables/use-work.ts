import type { Engine } from '@/engine/engine.ts'
import { useSession } from './session.ts'
import { useNewestAnswer, type NewestAnswer } from './use-newest-answer.ts'

/** Several statements that make one answer, asked again whenever `params` or the dataset change. */
export function useWork<Params, Row>(work: (engine: Engine, params: Params, signal: AbortSignal) => Promise<readonly Row[]>, params: () => Params): NewestAnswer<Row> {
  const session = useSession()
  return useNewestAnswer<Row>(() => JSON.stringify(params()), ({ signal }) => work(session.engine, params(), signal))
}
