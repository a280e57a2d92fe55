import { emptySelection, type Selection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { budgetByDepartment } from '@/queries/budget-by-department.ts'
import { budgetByYear } from '@/queries/budget-by-year.ts'
import { indicatorTotals } from '@/queries/indicator-totals.ts'
import { ask, type Query } from '@/queries/query.ts'
import { scoreByLevel } from '@/queries/score-by-level.ts'
import { totals } from '@/queries/totals.ts'

type Question = Query<Selection, unknown>

/** Questions whose answers are sums of every row. */
const questions: readonly Question[] = [totals, indicatorTotals, budgetByYear, budgetByDepartment, scoreByLevel]

/**
 * Whether sums made ahead differ from what the rows add up to, asked over the whole dataset. `now` gives the answer out of
 * the sums, null where they don't cover a question.
 */
export async function sumsContradict(engine: Engine, now: (query: Question, selection: Selection) => readonly unknown[] | null): Promise<boolean> {
  for (const question of questions) {
    const sums = now(question, emptySelection)
    if (sums && JSON.stringify(sums) !== JSON.stringify(await ask(engine, question, emptySelection))) return true
  }
  return false
}
