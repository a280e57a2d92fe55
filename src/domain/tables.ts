import type { Label } from './label.ts'

export type SqlType =
  | 'VARCHAR'
  | 'SMALLINT'
  | 'INTEGER'
  | 'BOOLEAN'
  | 'DECIMAL(18,2)'
  | 'DECIMAL(9,2)'
  | 'DECIMAL(6,2)'
  | 'DECIMAL(18,4)'

/** What a number is counted in. Money is yuan, never 万元, inside the tables. */
export type Unit = 'yuan' | 'points' | 'percent'

export interface Column {
  readonly name: string
  readonly type: SqlType
  readonly nullable: boolean
  readonly label: Label
  /** Other headers that mean this column, beside its name and both labels. */
  readonly aliases: readonly string[]
  readonly meaning: Label
  readonly unit?: Unit
  readonly min?: number
  readonly max?: number
  /** Present where only these values are allowed. */
  readonly oneOf?: readonly string[]
  /** Derived columns are computed on import and never asked of a file. */
  readonly derived?: true
}

export interface Table {
  readonly name: string
  readonly label: Label
  readonly meaning: Label
  readonly columns: readonly Column[]
  /** Together unique in a dataset. */
  readonly key: readonly string[]
}

const projectYear = {
  name: 'project_year',
  label: { zh: '项目年度', en: 'Project year' },
  meaning: { zh: '每份自评表一行', en: 'One row per self-evaluation form' },
  key: ['form_id'],
  columns: [
    { name: 'year', type: 'SMALLINT', nullable: false, min: 1990, max: 2100, label: { zh: '年度', en: 'Year' }, aliases: ['年份', '预算年度', '财政年度'], meaning: { zh: '自评表的预算年度', en: 'Budget year of the form' } },
    { name: 'region', type: 'VARCHAR', nullable: true, label: { zh: '地区', en: 'Region' }, aliases: ['行政区划', '区划', '区域'], meaning: { zh: '行政区划名称', en: 'Administrative region' } },
    { name: 'department', type: 'VARCHAR', nullable: false, label: { zh: '主管部门', en: 'Department' }, aliases: ['部门', '预算部门', '主管部门名称'], meaning: { zh: '项目的主管部门', en: 'Department in charge of the project' } },
    { name: 'unit', type: 'VARCHAR', nullable: true, label: { zh: '实施单位', en: 'Unit' }, aliases: ['项目单位', '预算单位', '项目实施单位', '单位名称'], meaning: { zh: '实施项目的单位，未填时同主管部门', en: 'Unit that carries the project out; the department where left out' } },
    { name: 'project', type: 'VARCHAR', nullable: false, label: { zh: '项目名称', en: 'Project' }, aliases: ['项目'], meaning: { zh: '项目名称', en: 'Name of the project' } },
    { name: 'initial_budget', type: 'DECIMAL(18,2)', nullable: true, unit: 'yuan', label: { zh: '年初预算数', en: 'Initial budget' }, aliases: ['年初预算', '预算数(A)', '年初预算数(A)', '年初预算金额'], meaning: { zh: '年初批复的预算', en: 'Budget approved at the start of the year' } },
    { name: 'full_year_budget', type: 'DECIMAL(18,2)', nullable: true, unit: 'yuan', label: { zh: '全年预算数', en: 'Full-year budget' }, aliases: ['调整后预算数', '调整预算数', '全年预算', '调整后预算', '全年预算数(A)'], meaning: { zh: '年内调整后的预算', en: "Budget after the year's adjustments" } },
    { name: 'executed', type: 'DECIMAL(18,2)', nullable: true, unit: 'yuan', label: { zh: '全年执行数', en: 'Executed' }, aliases: ['执行数', '执行数(B)', '全年执行数(B)', '决算数', '实际执行数', '支出决算数'], meaning: { zh: '全年实际支出', en: 'Spent over the year' } },
    { name: 'execution_weight', type: 'DECIMAL(6,2)', nullable: true, unit: 'points', min: 0, max: 100, label: { zh: '预算执行分值', en: 'Execution weight' }, aliases: ['执行分值', '预算执行率分值', '执行率分值'], meaning: { zh: '预算执行率一项的分值', en: 'Points given for budget execution' } },
    { name: 'execution_rate_percent', type: 'DECIMAL(9,2)', nullable: true, unit: 'percent', label: { zh: '执行率', en: 'Execution rate as printed (%)' }, aliases: ['预算执行率', '执行率(%)', '执行率（%）'], meaning: { zh: '表上印的执行率，百分数；各项指标另行计算', en: 'Execution rate as printed on the form, in percent; measures compute their own' } },
    { name: 'execution_score', type: 'DECIMAL(6,2)', nullable: true, unit: 'points', label: { zh: '预算执行得分', en: 'Execution score' }, aliases: ['执行得分', '预算执行率得分', '执行率得分'], meaning: { zh: '预算执行率一项的得分', en: 'Score given for budget execution' } },
    { name: 'total_weight', type: 'DECIMAL(6,2)', nullable: true, unit: 'points', min: 0, label: { zh: '总分值', en: 'Total weight' }, aliases: ['总分分值', '分值合计', '满分'], meaning: { zh: '表上总分一行的分值', en: 'Weight printed in the total row' } },
    { name: 'total_score', type: 'DECIMAL(6,2)', nullable: true, unit: 'points', label: { zh: '自评得分', en: 'Total score' }, aliases: ['总分', '总得分', '自评总分', '得分合计'], meaning: { zh: '表上总分一行的得分', en: 'Score printed in the total row' } },
    { name: 'expected_goal', type: 'VARCHAR', nullable: true, label: { zh: '预期目标', en: 'Expected goal' }, aliases: ['年度总体目标', '年初设定目标', '年度预期目标'], meaning: { zh: '年度总体目标', en: "The year's overall goal" } },
    { name: 'actual_goal', type: 'VARCHAR', nullable: true, label: { zh: '实际完成情况', en: 'Actual result' }, aliases: ['目标完成情况', '全年实际完成情况', '年度目标完成情况'], meaning: { zh: '总体目标的完成情况', en: 'What was achieved of the goal' } },
    { name: 'project_id', type: 'VARCHAR', nullable: false, derived: true, label: { zh: '项目编号', en: 'Project id' }, aliases: [], meaning: { zh: '地区、主管部门、实施单位和项目名称的散列前 16 位；同一项目各年相同', en: 'First 16 hex of the hash over region, department, unit and project: the same in every year' } },
    { name: 'form_id', type: 'VARCHAR', nullable: false, derived: true, label: { zh: '表编号', en: 'Form id' }, aliases: [], meaning: { zh: '项目编号加年度', en: 'Project id and year' } },
    { name: 'source_kind', type: 'VARCHAR', nullable: true, derived: true, oneOf: ['form', 'csv', 'xlsx', 'parquet', 'synthetic'], label: { zh: '来源类型', en: 'Source kind' }, aliases: [], meaning: { zh: '这一行来自哪种文件', en: 'Kind of file that the row came from' } },
    { name: 'source_name', type: 'VARCHAR', nullable: true, derived: true, label: { zh: '来源文件', en: 'Source file' }, aliases: [], meaning: { zh: '来源文件名', en: 'Name of the file that the row came from' } },
    { name: 'source_locator', type: 'VARCHAR', nullable: true, derived: true, label: { zh: '来源位置', en: 'Source place' }, aliases: [], meaning: { zh: '行或页', en: 'Row or page in the file' } },
  ],
} as const satisfies Table

const fundSource = {
  name: 'fund_source',
  label: { zh: '资金来源', en: 'Fund sources' },
  meaning: { zh: '每份自评表的每个资金来源一行', en: 'One row per fund source of a form' },
  key: ['form_id', 'source'],
  columns: [
    { name: 'form_id', type: 'VARCHAR', nullable: false, derived: true, label: { zh: '表编号', en: 'Form id' }, aliases: [], meaning: { zh: '所属自评表', en: 'The form that it belongs to' } },
    { name: 'source', type: 'VARCHAR', nullable: false, label: { zh: '资金来源', en: 'Fund source' }, aliases: ['来源'], meaning: { zh: '当年财政拨款、上年结转资金或其他资金', en: "This year's appropriation, carried over from last year, or other funds" } },
    { name: 'initial_budget', type: 'DECIMAL(18,2)', nullable: true, unit: 'yuan', label: { zh: '年初预算数', en: 'Initial budget' }, aliases: ['年初预算', '预算数(A)', '年初预算数(A)', '年初预算金额'], meaning: { zh: '年初批复的预算', en: 'Budget approved at the start of the year' } },
    { name: 'full_year_budget', type: 'DECIMAL(18,2)', nullable: true, unit: 'yuan', label: { zh: '全年预算数', en: 'Full-year budget' }, aliases: ['调整后预算数', '调整预算数', '全年预算', '调整后预算', '全年预算数(A)'], meaning: { zh: '年内调整后的预算', en: "Budget after the year's adjustments" } },
    { name: 'executed', type: 'DECIMAL(18,2)', nullable: true, unit: 'yuan', label: { zh: '全年执行数', en: 'Executed' }, aliases: ['执行数', '执行数(B)', '全年执行数(B)', '决算数', '实际执行数', '支出决算数'], meaning: { zh: '全年实际支出', en: 'Spent over the year' } },
  ],
} as const satisfies Table

const indicator = {
  name: 'indicator',
  label: { zh: '绩效指标', en: 'Indicators' },
  meaning: { zh: '自评表的每条三级指标一行', en: 'One row per level-3 indicator of a form' },
  key: ['form_id', 'seq'],
  columns: [
    { name: 'form_id', type: 'VARCHAR', nullable: false, derived: true, label: { zh: '表编号', en: 'Form id' }, aliases: [], meaning: { zh: '所属自评表', en: 'The form that it belongs to' } },
    { name: 'seq', type: 'INTEGER', nullable: false, min: 1, label: { zh: '序号', en: 'No.' }, aliases: ['指标序号'], meaning: { zh: '指标在表中的次序，从 1 起', en: 'Place of the indicator in the form, from 1' } },
    { name: 'level1', type: 'VARCHAR', nullable: true, label: { zh: '一级指标', en: 'Level 1' }, aliases: [], meaning: { zh: '产出、效益或满意度指标', en: 'Output, benefit or satisfaction' } },
    { name: 'level2', type: 'VARCHAR', nullable: true, label: { zh: '二级指标', en: 'Level 2' }, aliases: [], meaning: { zh: '如数量、质量、时效、成本指标', en: 'Such as quantity, quality, timeliness, cost' } },
    { name: 'level3', type: 'VARCHAR', nullable: false, label: { zh: '三级指标', en: 'Level 3' }, aliases: ['指标名称', '指标', '绩效指标'], meaning: { zh: '具体指标', en: 'The indicator itself' } },
    { name: 'target', type: 'VARCHAR', nullable: true, label: { zh: '年度指标值', en: 'Target' }, aliases: ['指标值', '目标值', '年度目标值', '指标目标值'], meaning: { zh: '年度目标，按原文', en: "The year's target as written" } },
    { name: 'actual', type: 'VARCHAR', nullable: true, label: { zh: '实际完成值', en: 'Actual' }, aliases: ['完成值', '实际值', '实际完成指标值', '全年完成值'], meaning: { zh: '实际完成，按原文', en: 'What was achieved, as written' } },
    { name: 'weight', type: 'DECIMAL(6,2)', nullable: true, unit: 'points', label: { zh: '分值', en: 'Weight' }, aliases: ['指标分值', '权重'], meaning: { zh: '指标的分值', en: 'Points that the indicator carries' } },
    { name: 'score', type: 'DECIMAL(6,2)', nullable: true, unit: 'points', label: { zh: '得分', en: 'Score' }, aliases: ['指标得分', '自评分'], meaning: { zh: '指标的自评得分', en: 'Points that the unit gave itself' } },
    { name: 'deviation_reason', type: 'VARCHAR', nullable: true, label: { zh: '偏差原因分析及改进措施', en: 'Reason for deviation' }, aliases: ['偏差原因', '偏差原因分析', '未完成原因分析及改进措施'], meaning: { zh: '偏差原因分析及改进措施，按原文', en: 'Why it deviates and what will be done, as written' } },
    { name: 'target_kind', type: 'VARCHAR', nullable: true, derived: true, oneOf: ['quantitative', 'qualitative'], label: { zh: '目标类型', en: 'Target kind' }, aliases: [], meaning: { zh: '定量或定性', en: 'Quantitative or qualitative' } },
    { name: 'target_operator', type: 'VARCHAR', nullable: true, derived: true, oneOf: ['>=', '>', '=', '<', '<=', 'range'], label: { zh: '目标符号', en: 'Target operator' }, aliases: [], meaning: { zh: '比较符号', en: 'How the actual is compared with the target' } },
    { name: 'target_value', type: 'DECIMAL(18,4)', nullable: true, derived: true, label: { zh: '目标数值', en: 'Target value' }, aliases: [], meaning: { zh: '目标中的数值；区间为下限', en: 'Number in the target; the low end of a range' } },
    { name: 'target_high', type: 'DECIMAL(18,4)', nullable: true, derived: true, label: { zh: '目标上限', en: 'Target high' }, aliases: [], meaning: { zh: '区间的上限', en: 'High end of a range' } },
    { name: 'target_unit', type: 'VARCHAR', nullable: true, derived: true, label: { zh: '目标单位', en: 'Target unit' }, aliases: [], meaning: { zh: '目标的计量单位', en: 'What the target is counted in' } },
    { name: 'actual_value', type: 'DECIMAL(18,4)', nullable: true, derived: true, label: { zh: '实际数值', en: 'Actual value' }, aliases: [], meaning: { zh: '实际完成值中的数值，换算到目标单位', en: "Number in the actual, in the target's unit" } },
    { name: 'attained', type: 'BOOLEAN', nullable: true, derived: true, label: { zh: '是否达标', en: 'Attained' }, aliases: [], meaning: { zh: '是否达到目标；无法判断时为空', en: "Whether the target was met; empty where it can't be judged" } },
  ],
} as const satisfies Table

/** The canonical tables of a dataset, declared once: DDL, row checks, header matching and the catalogue derive from here. */
export const tables = { project_year: projectYear, fund_source: fundSource, indicator } as const

export type TableName = keyof typeof tables

export const tableNames = ['project_year', 'fund_source', 'indicator'] as const satisfies readonly TableName[]

/** What people call a column, whichever table it is of; the name itself where it is none of ours. */
export function columnLabel(name: string, language: 'zh' | 'en'): string {
  for (const table of tableNames) {
    const columns: readonly Column[] = tables[table].columns
    const found = columns.find((column) => column.name === name)
    if (found) return found.label[language]
  }
  return name
}
