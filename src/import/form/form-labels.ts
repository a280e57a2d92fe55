import { tables } from '../../domain/tables.ts'
import { compact } from './form-lines.ts'

const columnNames = (table: 'project_year' | 'indicator', name: string, more: readonly string[] = []): readonly string[] => {
  const column = tables[table].columns.find((candidate) => candidate.name === name)
  return column ? [column.label.zh, column.label.en, ...column.aliases, ...more].map(compact) : []
}
const compacted = (...labels: readonly string[]): readonly string[] => labels.map(compact)

/** Labels of the fields above the money. Those that we do not keep still end the field before them. */
export const headLabels = {
  project: compacted('项目名称', '项目名', 'project name', 'name of the project'),
  department: compacted('主管部门', '主管部门及代码', '主管部门名称', '主管单位', '预算主管部门', 'department', 'department in charge', 'competent department'),
  unit: compacted('实施单位', '项目单位', '项目实施单位', '实施单位名称', '预算单位', 'implementing unit', 'implementing entity', 'unit'),
  year: compacted('年度', '年份', '预算年度', '自评年度', 'year', 'fiscal year'),
  other: compacted('项目负责人', '项目负责人及电话', '负责人', '联系人', '联系电话', '项目编码', '项目代码', '项目类型', '项目属性', '项目类别', '填报单位', '填报日期', '填报人', '项目起止时间', '项目期限', '金额单位', '单位'),
} as const
export type HeadField = keyof typeof headLabels

export const moneyHeadings = compacted('项目资金', '预算执行情况', '资金情况', '项目资金情况', 'project funds', 'funds')

/** Columns of the table of funds, in the words of its heading. */
export const fundColumnLabels = {
  initial_budget: columnNames('project_year', 'initial_budget'),
  full_year_budget: columnNames('project_year', 'full_year_budget', ['调整后预算', '年度调整后预算数']),
  executed: columnNames('project_year', 'executed'),
  weight: compacted('分值', '权重', 'weight', 'points'),
  rate: compacted('执行率', '预算执行率', 'execution rate', 'rate'),
  score: compacted('得分', '自评得分', 'score'),
} as const
export type FundColumn = keyof typeof fundColumnLabels

export const fundTotalLabels = compacted('年度资金总额', '年度资金总额合计', '资金总额', '年度预算总额', '年度资金', 'total funds', 'total funds of the year', 'annual funds', 'total')
/** Fund sources, each with the other names that it is printed under. */
export const fundSources: Readonly<Record<string, readonly string[]>> = {
  当年财政拨款: compacted('当年财政拨款', '本年财政拨款', '当年财政资金', '本年度财政拨款', "this year's appropriation", 'current-year appropriation', 'appropriation of the year'),
  上年结转资金: compacted('上年结转资金', '上年结转', '上年结转结余资金', '上年结转结余', 'carried over from last year', 'carry-over from last year', 'carried-over funds'),
  其他资金: compacted('其他资金', '其它资金', 'other funds'),
}

/** A fund source's one name, whichever of its names is printed. */
export function fundSourceName(text: string): string {
  const clean = compact(text).replace(/^其中[:：]?/, '')
  return Object.keys(fundSources).find((source) => source === clean || fundSources[source]?.includes(clean)) ?? text.trim()
}

export const expectedGoalLabels = columnNames('project_year', 'expected_goal').filter((label) => label !== '年度总体目标')
export const actualGoalLabels = columnNames('project_year', 'actual_goal', ['实际完成目标', '全年完成情况'])
export const goalSideLabel = '年度总体目标'
export const indicatorSideLabel = '绩效指标'

export const indicatorColumnLabels = {
  level1: columnNames('indicator', 'level1', ['level-1 indicator', 'level 1 indicator']),
  level2: columnNames('indicator', 'level2', ['level-2 indicator', 'level 2 indicator']),
  level3: columnNames('indicator', 'level3', ['level-3 indicator', 'level 3 indicator']),
  target: columnNames('indicator', 'target', ['年度指标', 'annual target']),
  actual: columnNames('indicator', 'actual', ['全年实际完成值', '实际完成', 'actual value']),
  weight: columnNames('indicator', 'weight', ['points']),
  score: columnNames('indicator', 'score', ['自评得分']),
  deviation_reason: columnNames('indicator', 'deviation_reason', ['偏差原因分析与改进措施', '原因分析及改进措施', '未完成原因分析', '备注', 'deviation reason', 'reason']),
} as const
export type IndicatorColumn = keyof typeof indicatorColumnLabels

export const totalLabels = compacted('总分', '总得分', '自评总分', '总计', '合计', '总分合计', 'total', 'total score')
export const titlePattern = /(?:自评(?:价)?(?:报告)?表|绩效自评表|self-?evaluationform)/

/** A label with the space, colon and bracketed note that may follow it taken off. */
export function bareLabel(text: string): string {
  return compact(text).replace(/[:：]+$/, '').replace(/\([^()]*\)$/, '').replace(/[:：]+$/, '')
}
