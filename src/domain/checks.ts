import type { Label } from './label.ts'

/** error: arithmetic; warning: a rule of scoring; hint: a pattern worth a look. */
export type Severity = 'error' | 'warning' | 'hint'

/** The checks of self-evaluation quality in the order in which they are shown (DATA.md §5). */
export const ruleIds = [
  'weight-sum',
  'score-sum',
  'rate-mismatch',
  'fund-sum',
  'score-over-weight',
  'executed-over-budget',
  'execution-score',
  'score-recomputed',
  'met-but-deducted',
  'missed-but-full',
  'unexplained',
  'change-unexplained',
  'masked-cut',
  'dimension-missing',
  'vacuous-target',
  'exact-hit',
  'boilerplate',
  'flat-scores',
  'overshoot',
  'ratchet-down',
  'copied-goal',
] as const

export type RuleId = (typeof ruleIds)[number]

export interface Rule {
  readonly severity: Severity
  readonly label: Label
  /** When the rule holds, and what is not judged. */
  readonly explanation: Label
}

export const severityLabels: Readonly<Record<Severity, Label>> = {
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '警告', en: 'Warning' },
  hint: { zh: '提示', en: 'Hint' },
}

/** Every rule's severity and words. What it asks of the data is in `queries/checks`. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  'weight-sum': { severity: 'error', label: { zh: '分值合计不符', en: 'Weights do not add up' }, explanation: { zh: '预算执行分值加各指标分值不等于规则集的总分（100）。有分值未填的表不判断。', en: "Execution weight plus the indicators' weights differ from the rule set's total (100). A form with an absent weight isn't judged." } },
  'score-sum': { severity: 'error', label: { zh: '得分合计不符', en: 'Scores do not add up' }, explanation: { zh: '预算执行得分加各指标得分不等于自评总分。有得分未填的表不判断。', en: "Execution score plus the indicators' scores differ from the total score. A form with an absent score isn't judged." } },
  'rate-mismatch': { severity: 'error', label: { zh: '执行率算错', en: 'Execution rate miscalculated' }, explanation: { zh: '表上执行率与执行数 ÷ 全年预算数相差超过 0.01 个百分点。全年预算为 0 或未填的不判断。', en: 'The printed rate differs from executed ÷ full-year budget by more than 0.01 points. Not judged where the full-year budget is 0 or absent.' } },
  'fund-sum': { severity: 'error', label: { zh: '资金来源不平', en: 'Fund sources do not add up' }, explanation: { zh: '某一栏各资金来源之和不等于总额；每栏一条。整栏未填的不判断。', en: 'In a column the fund sources differ from the total; one finding a column. A column with nothing filled in is not judged.' } },
  'score-over-weight': { severity: 'error', label: { zh: '得分超出分值', en: 'Score above its weight' }, explanation: { zh: '预算执行、某条指标或总分的得分高于分值，或为负数。', en: 'The score of the execution, of an indicator or of the whole is above its weight, or negative.' } },
  'executed-over-budget': { severity: 'error', label: { zh: '执行超预算', en: 'Executed more than budgeted' }, explanation: { zh: '全年执行数大于全年预算数。', en: 'Executed is above the full-year budget.' } },
  'execution-score': { severity: 'warning', label: { zh: '执行得分与规则不符', en: "Execution score differs from the rule's" }, explanation: { zh: '预算执行得分不等于按规则集算出的得分。', en: 'The execution score differs from the one that the rule set gives.' } },
  'score-recomputed': { severity: 'warning', label: { zh: '得分与规则不符', en: "Score differs from the rule's" }, explanation: { zh: '可判断的定量指标得分与按规则集重算的得分相差超过 0.01 分。', en: "A judged quantitative indicator's score differs from the recomputed one by more than 0.01." } },
  'met-but-deducted': { severity: 'warning', label: { zh: '达标仍扣分', en: 'Met, yet deducted' }, explanation: { zh: '目标已经达到，得分却低于分值。', en: 'The target was met, yet the score is below the weight.' } },
  'missed-but-full': { severity: 'warning', label: { zh: '未达标得满分', en: 'Missed, yet full score' }, explanation: { zh: '目标没有达到，得分却是满分。', en: 'The target was missed, yet the score is full.' } },
  unexplained: { severity: 'warning', label: { zh: '理由空泛', en: 'No explanation given' }, explanation: { zh: '指标被扣分或大幅超额完成，偏差原因却为空、“无”或套话。', en: 'An indicator lost points or far exceeded its target, and its reason is empty, “none” or a set phrase.' } },
  'change-unexplained': { severity: 'hint', label: { zh: '调整未说明', en: 'Change not explained' }, explanation: { zh: '全年预算与年初预算相差达到门槛（默认 5%），表中目标与原因都没有提到调整。年初为 0 或未填的不判断。', en: 'The full-year budget differs from the initial one by the threshold (5 % as usual) or more, and neither goals nor reasons speak of a change. Not judged where the initial budget is 0 or absent.' } },
  'masked-cut': { severity: 'warning', label: { zh: '被遮住的调减', en: 'Masked cut' }, explanation: { zh: '调减率和执行率都达到门槛：预算调减了，执行率仍然好看。', en: 'Cut rate and execution rate both reach the thresholds: the budget was cut, yet the rate looks good.' } },
  'dimension-missing': { severity: 'warning', label: { zh: '缺少一类指标', en: 'A dimension is missing' }, explanation: { zh: '没有产出、效益或满意度指标。没有指标或指标不分级的表不判断。', en: "There is no output, benefit or satisfaction indicator. A form without indicators, or with indicators of no level, isn't judged." } },
  'vacuous-target': { severity: 'hint', label: { zh: '指标过虚', en: 'Vacuous target' }, explanation: { zh: '数量指标或成本指标用了定性目标，或目标为“≥0”。', en: 'A qualitative target under quantity or cost, or a target of “≥ 0”.' } },
  'exact-hit': { severity: 'hint', label: { zh: '恰好达标', en: 'Every target hit exactly' }, explanation: { zh: '表中每个定量目标都与实际值相等。', en: 'Every quantitative target of the form equals its actual.' } },
  boilerplate: { severity: 'hint', label: { zh: '重复指标', en: 'Repeated indicator' }, explanation: { zh: '同一条三级指标在同一部门同一年的至少 3 个项目中出现，或在 5 个部门中出现；每条文字一条。', en: 'The same level-3 text in at least 3 projects of one department in one year, or in 5 departments; one finding a text.' } },
  'flat-scores': { severity: 'hint', label: { zh: '得分雷同', en: 'Identical scores' }, explanation: { zh: '同一部门同一年至少 5 个项目，自评总分全部相同。', en: 'At least 5 projects of a department in a year, all with the same total score.' } },
  overshoot: { severity: 'hint', label: { zh: '目标偏低', en: 'Target far exceeded' }, explanation: { zh: '实际值达到“≥”目标的 130% 以上：目标定低了。', en: 'The actual is 130 % of a “≥” target or more: the target was set too low.' } },
  'ratchet-down': { severity: 'hint', label: { zh: '目标倒退', en: 'Target below last year’s actual' }, explanation: { zh: '目标低于同一项目同一指标上一年的实际值。越低越好的目标（≤、<、=0）不判断。', en: "The target is below the same indicator's actual of the year before in the same project. Targets where less is better (≤, <, = 0) aren't judged." } },
  'copied-goal': { severity: 'hint', label: { zh: '照抄目标', en: 'Goal copied' }, explanation: { zh: '实际完成情况与预期目标一字不差。', en: 'The actual result repeats the expected goal word for word.' } },
}
