import { ruleIds } from '@/domain/checks.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import type { StatementsAhead } from '@/rollups/make-derived.ts'
import { bridgeProjects } from './bridge-projects.ts'
import { budgetBridge } from './budget-bridge.ts'
import { budgetReliability } from './budget-reliability.ts'
import { facets } from './facets.ts'
import { firstFindingStatements } from './finding-pages.ts'
import { checks, findingCounts, wholeScope } from './findings.ts'
import { findingsOfEachProject } from './project-findings.ts'
import { scoresOfEachProject } from './recomputed-scores.ts'
import { standoutStatements } from './standouts.ts'
import { targetDrift } from './target-drift.ts'

/**
 * The statements that the views ask before anyone has chosen anything, of the rows that an engine holds, but for those
 * that sums made ahead answer: those of the first view, those of the others, and of a project by the usual rules. A dataset
 * carries their answers.
 */
export async function askedAhead(engine: Engine): Promise<StatementsAhead> {
  const years = (await engine.rows(sql`SELECT DISTINCT CAST(year AS INTEGER) AS year FROM project_year ORDER BY year`)).map(({ year }) => Number(year))
  const selection = emptySelection
  const thisYear = years.at(-1)
  // Of a single year the bridge begins at nothing, as the page draws it.
  const bridges = thisYear === undefined ? [] : [{ selection, lastYear: years.at(-2) ?? thisYear - 1, thisYear }]
  return {
    first: [
      facets.statement(null),
      budgetReliability.statement({ selection, by: 'all' }),
      ...bridges.map((bridge) => budgetBridge.statement(bridge)),
      ...standoutStatements({ ruleSet: defaultRuleSet, selection }),
    ],
    later: [
      budgetReliability.statement({ selection, by: 'department' }),
      ...bridges.map((bridge) => bridgeProjects.statement({ ...bridge, part: 'cuts' })),
      targetDrift.statement(selection),
      ...ruleIds.map((rule) => findingCounts.statement(wholeScope({ ...defaultRuleSet, off: ruleIds.filter((id) => id !== rule) }))),
      ...(await firstFindingStatements(engine, defaultRuleSet)),
    ],
    ofProjects: {
      findings: ruleIds.map((rule) => findingsOfEachProject(checks[rule], wholeScope(defaultRuleSet))),
      scores: [scoresOfEachProject(defaultRuleSet)],
    },
  }
}
