import type { AskOptions } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'
import type { AskQuestion } from './query.ts'
import { departmentChange } from './standouts/department-change.ts'
import { largestCut } from './standouts/largest-cut.ts'
import { maskedCuts } from './standouts/masked-cuts.ts'
import { repeatedIndicator } from './standouts/repeated-indicator.ts'
import { sameScore } from './standouts/same-score.ts'
import { satisfactionDeducted } from './standouts/satisfaction-deducted.ts'
import type { Standout, StandoutQuestion, StandoutScope } from './standouts/standout.ts'
import { worstReliability } from './standouts/worst-reliability.ts'

/** The sentences in the order in which they are shown; there are seven, so never more. */
const questions: readonly StandoutQuestion[] = [largestCut, maskedCuts, departmentChange, worstReliability, satisfactionDeducted, repeatedIndicator, sameScore]

/** What is asked for the sentences of a scope, in their order. */
export function standoutStatements(scope: StandoutScope): readonly Statement[] {
  return questions.map((question) => question.statement(scope))
}

/** Whether one sentence has already said what another would: the one masked cut is the largest cut. */
function alreadySaid(standout: Standout, said: readonly Standout[]): boolean {
  if (standout.id !== 'masked-cuts' || standout.figures['masked_cut_count'] !== 1) return false
  return said.some(({ id, figures }) => id === 'largest-cut' && figures['form_id'] === standout.figures['form_id'])
}

/** What stands out in the last year of a selection: at most seven sentences that the data carries, none twice. All are asked at once. */
export async function askStandouts(ask: AskQuestion, scope: StandoutScope, options?: AskOptions): Promise<readonly Standout[]> {
  const found = await Promise.all(questions.map((question) => question.find(ask, scope, options)))
  const said: Standout[] = []
  for (const standout of found) if (standout && !alreadySaid(standout, said)) said.push(standout)
  return said
}
