import type { Label } from './label.ts'

type ProjectYearMoney = 'initial_budget' | 'full_year_budget' | 'executed'

/** How a measure is made of a group's rows. Sums and counts add up; ratios are ratios of sums, never means of rates. */
export type MeasureForm =
  | { readonly kind: 'sum'; readonly plus: ProjectYearMoney; readonly minus?: ProjectYearMoney }
  | { readonly kind: 'sum-of'; readonly column: 'weight' | 'score' }
  | { readonly kind: 'distinct'; readonly column: string }
  | { readonly kind: 'rows' }
  | { readonly kind: 'masked-cuts' }
  | { readonly kind: 'mean'; readonly column: 'total_score'; readonly weight?: ProjectYearMoney }
  | { readonly kind: 'share'; readonly column: 'attained' }
  | { readonly kind: 'ratio'; readonly of: MeasureName; readonly over: MeasureName }

export interface Measure {
  /** The table whose rows are added. */
  readonly fact: 'project_year' | 'indicator'
  readonly form: MeasureForm
  readonly unit: 'yuan' | 'share' | 'points' | 'count'
  readonly label: Label
  readonly definition: Label
}

export type MeasureName =
  | 'project_count'
  | 'form_count'
  | 'department_count'
  | 'unit_count'
  | 'initial_budget'
  | 'full_year_budget'
  | 'executed'
  | 'cut'
  | 'cut_rate'
  | 'execution_rate'
  | 'execution_of_initial'
  | 'average_score'
  | 'weighted_score'
  | 'masked_cut_count'
  | 'indicator_count'
  | 'indicator_weight'
  | 'indicator_score'
  | 'score_rate'
  | 'attained_share'

/** Every measure of the product, defined once (DATA.md §3). */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  project_count: { fact: 'project_year', form: { kind: 'distinct', column: 'project_id' }, unit: 'count', label: { zh: '项目数', en: 'Projects' }, definition: { zh: '不同项目的个数；同一项目各年只计一次', en: 'Different projects; a project counts once over the years' } },
  form_count: { fact: 'project_year', form: { kind: 'rows' }, unit: 'count', label: { zh: '自评表', en: 'Forms' }, definition: { zh: '自评表份数，每个项目每年一份', en: 'Self-evaluation forms, one per project and year' } },
  department_count: { fact: 'project_year', form: { kind: 'distinct', column: 'department' }, unit: 'count', label: { zh: '部门数', en: 'Departments' }, definition: { zh: '不同主管部门的个数', en: 'Different departments' } },
  unit_count: { fact: 'project_year', form: { kind: 'distinct', column: 'unit' }, unit: 'count', label: { zh: '单位数', en: 'Units' }, definition: { zh: '不同实施单位的个数', en: 'Different units' } },
  initial_budget: { fact: 'project_year', form: { kind: 'sum', plus: 'initial_budget' }, unit: 'yuan', label: { zh: '年初预算', en: 'Initial budget' }, definition: { zh: '年初批复的预算之和', en: 'Sum of the budgets approved at the start of the year' } },
  full_year_budget: { fact: 'project_year', form: { kind: 'sum', plus: 'full_year_budget' }, unit: 'yuan', label: { zh: '全年预算', en: 'Full-year budget' }, definition: { zh: '年内调整后的预算之和', en: "Sum of the budgets after the year's adjustments" } },
  executed: { fact: 'project_year', form: { kind: 'sum', plus: 'executed' }, unit: 'yuan', label: { zh: '执行数', en: 'Executed' }, definition: { zh: '全年实际支出之和', en: 'Sum of what was spent over the year' } },
  cut: { fact: 'project_year', form: { kind: 'sum', plus: 'initial_budget', minus: 'full_year_budget' }, unit: 'yuan', label: { zh: '年内调减', en: 'Cut in the year' }, definition: { zh: '年初预算 − 全年预算；负数为净追加', en: 'Initial budget − full-year budget; negative is a net addition' } },
  cut_rate: { fact: 'project_year', form: { kind: 'ratio', of: 'cut', over: 'initial_budget' }, unit: 'share', label: { zh: '调减率', en: 'Cut rate' }, definition: { zh: '调减额 ÷ 年初预算；一组项目为两个合计之比', en: 'Cut ÷ initial budget; of a group, the ratio of the sums' } },
  execution_rate: { fact: 'project_year', form: { kind: 'ratio', of: 'executed', over: 'full_year_budget' }, unit: 'share', label: { zh: '执行率', en: 'Execution rate' }, definition: { zh: '执行数 ÷ 全年预算。分母是调整后的预算，把预算调减到实际支出即得 100%', en: 'Executed ÷ full-year budget. The denominator is the adjusted budget: cutting it down to what was spent shows 100%' } },
  execution_of_initial: { fact: 'project_year', form: { kind: 'ratio', of: 'executed', over: 'initial_budget' }, unit: 'share', label: { zh: '占年初', en: 'Execution of initial' }, definition: { zh: '执行数 ÷ 年初预算', en: 'Executed ÷ initial budget' } },
  average_score: { fact: 'project_year', form: { kind: 'mean', column: 'total_score' }, unit: 'points', label: { zh: '平均自评得分', en: 'Average score' }, definition: { zh: '各表自评总分的平均', en: "Mean of the forms' total scores" } },
  weighted_score: { fact: 'project_year', form: { kind: 'mean', column: 'total_score', weight: 'full_year_budget' }, unit: 'points', label: { zh: '加权自评得分', en: 'Budget-weighted score' }, definition: { zh: '以全年预算加权的自评总分平均', en: 'Mean of total scores, weighted by full-year budget' } },
  masked_cut_count: { fact: 'project_year', form: { kind: 'masked-cuts' }, unit: 'count', label: { zh: '被遮住的调减', en: 'Masked cuts' }, definition: { zh: '调减率和执行率都达到门槛的自评表份数：预算调减了，执行率仍然好看', en: 'Forms whose cut rate and execution rate both reach the thresholds: the budget was cut, yet the rate looks good' } },
  indicator_count: { fact: 'indicator', form: { kind: 'rows' }, unit: 'count', label: { zh: '指标数', en: 'Indicators' }, definition: { zh: '三级指标条数', en: 'Level-3 indicators on the forms' } },
  indicator_weight: { fact: 'indicator', form: { kind: 'sum-of', column: 'weight' }, unit: 'points', label: { zh: '指标分值', en: 'Indicator weight' }, definition: { zh: '指标分值之和', en: 'Sum of the indicators\' weights' } },
  indicator_score: { fact: 'indicator', form: { kind: 'sum-of', column: 'score' }, unit: 'points', label: { zh: '指标得分', en: 'Indicator score' }, definition: { zh: '指标得分之和', en: "Sum of the indicators' scores" } },
  score_rate: { fact: 'indicator', form: { kind: 'ratio', of: 'indicator_score', over: 'indicator_weight' }, unit: 'share', label: { zh: '得分率', en: 'Score rate' }, definition: { zh: '指标得分之和 ÷ 指标分值之和', en: "Sum of the indicators' scores ÷ sum of their weights" } },
  attained_share: { fact: 'indicator', form: { kind: 'share', column: 'attained' }, unit: 'share', label: { zh: '达标率', en: 'Attained' }, definition: { zh: '达到目标的指标 ÷ 能判断是否达标的指标', en: 'Indicators that met their target ÷ those that can be judged' } },
}

/** What rows can be grouped by. score_point is the whole points of a form's total score; the last three belong to indicators alone. */
export type Dimension = 'year' | 'region' | 'department' | 'unit' | 'project_id' | 'score_point' | 'level1' | 'level2' | 'level3'
