import type { RuleId } from './checks.ts'

interface Marked {
  readonly rule: RuleId
  readonly seq: number | null
  readonly values: Readonly<Record<string, string | number | boolean | null>>
}

type IndicatorCell = 'level3' | 'target' | 'actual' | 'weight' | 'score' | 'deviation_reason'

/** Cells of the form that a rule speaks of; of an indicator's row where `row` says so. */
const cells: Readonly<Record<RuleId, { readonly row?: readonly IndicatorCell[]; readonly form?: readonly string[] }>> = {
  'weight-sum': { form: ['total_weight'] },
  'score-sum': { form: ['total_score'] },
  'rate-mismatch': { form: ['execution_rate'] },
  'fund-sum': {},
  'score-over-weight': { row: ['score'] },
  'executed-over-budget': { form: ['executed', 'full_year_budget'] },
  'execution-score': { form: ['execution_score'] },
  'score-recomputed': { row: ['score'] },
  'met-but-deducted': { row: ['score', 'actual'] },
  'missed-but-full': { row: ['score', 'actual'] },
  unexplained: { row: ['deviation_reason'] },
  'change-unexplained': { form: ['full_year_budget'] },
  'masked-cut': { form: ['execution_rate', 'full_year_budget'] },
  'dimension-missing': {},
  'vacuous-target': { row: ['target'] },
  'exact-hit': {},
  boilerplate: { row: ['level3'] },
  'flat-scores': { form: ['total_score'] },
  overshoot: { row: ['target', 'actual'] },
  'ratchet-down': { row: ['target'] },
  'copied-goal': { form: ['actual_goal', 'expected_goal'] },
}

/** Names of the form's cells that a finding is about, as ProjectForm's `data-mark` has them. None: it is about the whole form. */
export function toMarks({ rule, seq, values }: Marked): readonly string[] {
  if (rule === 'fund-sum') return [String(values['column'])]
  if (rule === 'score-over-weight' && seq === null) return [values['item'] === 'total' ? 'total_score' : 'execution_score']
  const { row, form } = cells[rule]
  if (row && seq !== null) return row.map((cell) => `indicator-${seq}-${cell}`)
  return form ?? []
}

/** The row of the form that a cell stands in: an indicator's number, the row of totals, the sums, the goals. */
export function rowOfMark(mark: string): string {
  const seq = /^indicator-(\d+)-/.exec(mark)?.[1]
  if (seq !== undefined) return seq
  if (mark === 'total_weight' || mark === 'total_score') return 'sum'
  return mark.endsWith('_goal') ? 'goals' : 'total'
}
