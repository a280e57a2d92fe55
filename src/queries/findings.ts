import * as z from 'zod/mini'
import { ruleIds, type RuleId } from '@/domain/checks.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import { emptySelection, type Selection } from '@/domain/selection.ts'
import type { AskOptions, Engine } from '@/engine/engine.ts'
import { sql, unionAll, type Statement } from '@/engine/sql.ts'
import type { Check, CheckScope, Finding } from './checks/check.ts'
import { weightSum } from './checks/weight-sum.ts'
import { scoreSum } from './checks/score-sum.ts'
import { rateMismatch } from './checks/rate-mismatch.ts'
import { fundSum } from './checks/fund-sum.ts'
import { scoreOverWeight } from './checks/score-over-weight.ts'
import { executedOverBudget } from './checks/executed-over-budget.ts'
import { executionScore } from './checks/execution-score.ts'
import { scoreRecomputed } from './checks/score-recomputed.ts'
import { metButDeducted } from './checks/met-but-deducted.ts'
import { missedButFull } from './checks/missed-but-full.ts'
import { unexplained } from './checks/unexplained.ts'
import { changeUnexplained } from './checks/change-unexplained.ts'
import { maskedCut } from './checks/masked-cut.ts'
import { dimensionMissing } from './checks/dimension-missing.ts'
import { vacuousTarget } from './checks/vacuous-target.ts'
import { exactHit } from './checks/exact-hit.ts'
import { boilerplate } from './checks/boilerplate.ts'
import { flatScores } from './checks/flat-scores.ts'
import { overshoot } from './checks/overshoot.ts'
import { ratchetDown } from './checks/ratchet-down.ts'
import { copiedGoal } from './checks/copied-goal.ts'
import { ask, type Query } from './query.ts'

/** Every check of the product by its rule. */
export const checks: Readonly<Record<RuleId, Check>> = {
  'weight-sum': weightSum,
  'score-sum': scoreSum,
  'rate-mismatch': rateMismatch,
  'fund-sum': fundSum,
  'score-over-weight': scoreOverWeight,
  'executed-over-budget': executedOverBudget,
  'execution-score': executionScore,
  'score-recomputed': scoreRecomputed,
  'met-but-deducted': metButDeducted,
  'missed-but-full': missedButFull,
  unexplained: unexplained,
  'change-unexplained': changeUnexplained,
  'masked-cut': maskedCut,
  'dimension-missing': dimensionMissing,
  'vacuous-target': vacuousTarget,
  'exact-hit': exactHit,
  boilerplate: boilerplate,
  'flat-scores': flatScores,
  overshoot: overshoot,
  'ratchet-down': ratchetDown,
  'copied-goal': copiedGoal,
}

/** The checks that a rule set leaves on, in the order in which rules are shown. */
export function checksOn({ off }: RuleSet): readonly Check[] {
  return ruleIds.filter((id) => !off.includes(id)).map((id) => checks[id])
}

/** The whole dataset under a rule set, thresholds of a masked cut included. */
export function wholeScope(ruleSet: RuleSet, selection: Selection = { ...emptySelection, ...ruleSet.maskedCut }): CheckScope {
  return { ruleSet, selection, projectId: null }
}

export interface FindingPage {
  readonly limit: number
  readonly offset: number
}

/** The SQL of one check, of a page of its findings where one is given. */
export function findingStatement(rule: RuleId, scope: CheckScope, page?: FindingPage): Statement {
  const statement = checks[rule].statement(scope)
  return page ? sql`${statement}\nOFFSET ${page.offset} LIMIT ${page.limit}` : statement
}

/** The findings of one check, or a page of them. */
export async function askFindingsOf(engine: Engine, rule: RuleId, scope: CheckScope, options: AskOptions & { readonly page?: FindingPage } = {}): Promise<readonly Finding[]> {
  const { page, ...askOptions } = options
  return (await engine.rows(findingStatement(rule, scope, page), askOptions)).map((row) => checks[rule].toFinding(row))
}

/** The findings of all checks that are on, in the order of the rules. */
export async function askFindings(engine: Engine, scope: CheckScope, options?: AskOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { id } of checksOn(scope.ruleSet)) findings.push(...(await askFindingsOf(engine, id, scope, options)))
  return findings
}

const countRow = z.strictObject({ rule: z.enum(ruleIds), department: z.nullable(z.string()), year: z.nullable(z.int()), finding_count: z.int() })

/** Findings of one rule in one department and year; null where a finding spans several. They add up over any of the three. */
export type FindingCountRow = z.infer<typeof countRow>

/** How many findings each check that is on has, by rule, department and year, in one statement. */
export const findingCounts: Query<CheckScope, FindingCountRow> = {
  name: 'finding-counts',
  row: countRow,
  statement: (scope) => {
    const on = checksOn(scope.ruleSet)
    if (on.length === 0) return sql`SELECT NULL AS rule, NULL AS department, NULL AS year, NULL AS finding_count WHERE FALSE`
    const counted = on.map(
      ({ id, statement }) => sql`
SELECT ${id} AS rule, department, year, CAST(count(*) AS INTEGER) AS finding_count
FROM (${statement(scope)}) AS findings
GROUP BY department, year`,
    )
    return sql`${unionAll(counted)}
ORDER BY rule, year, department`
  },
}

/** The number of findings in all. */
export async function askFindingCount(engine: Engine, scope: CheckScope, options?: AskOptions): Promise<number> {
  return (await ask(engine, findingCounts, scope, options)).reduce((sum, row) => sum + row.finding_count, 0)
}
