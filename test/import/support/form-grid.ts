import type { CanonicalRows } from '@/import/canonical-rows.ts'

/** A cell of a form as a spreadsheet or a pdf lays it out; a merged cell stands once, with its span. */
export interface GridCell {
  readonly text: string
  readonly across: number
  readonly down: number
}

const cell = (text: string | null, across = 1, down = 1): GridCell => ({ text: text ?? '', across, down })
const width = 9

/** Form number `index` as rows of cells, nine columns wide: the national layout. */
export function toFormGrid(rows: CanonicalRows, index: number): readonly (readonly GridCell[])[] {
  const form = rows.project_year[index]
  if (!form) return []
  const funds = rows.fund_source.filter((row) => row.form_id === form.form_id)
  const indicators = rows.indicator.filter((row) => row.form_id === form.form_id)
  const money = (row: { readonly initial_budget: string | null; readonly full_year_budget: string | null; readonly executed: string | null }): GridCell[] => [cell(row.initial_budget), cell(row.full_year_budget), cell(row.executed)]
  const span = (at: number, same: (left: number, right: number) => boolean): number => {
    if (at > 0 && same(at - 1, at)) return 0
    let count = 1
    while (at + count < indicators.length && same(at, at + count)) count += 1
    return count
  }
  const level1 = (left: number, right: number): boolean => indicators[left]?.level1 === indicators[right]?.level1
  const level2 = (left: number, right: number): boolean => level1(left, right) && indicators[left]?.level2 === indicators[right]?.level2
  const points = (value: string | null): string => String(Number(value))
  return [
    [cell('财政项目支出绩效自评表', width)],
    [cell(`(${form.year} 年度)`, width)],
    [cell('项目名称', 2), cell(form.project, 7)],
    [cell('主管部门', 2), cell(form.department, 3), cell('实施单位'), cell(form.unit, 3)],
    [cell('项目资金（元）', 2, funds.length + 2), cell(''), ...['年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'].map((label) => cell(label))],
    [cell('年度资金总额'), ...money(form), cell(points(form.execution_weight)), cell(`${form.execution_rate_percent ?? ''}%`), cell(points(form.execution_score))],
    ...funds.map((fund, at) => [cell(`${at === 0 ? '其中：' : ''}${fund.source}`), ...money(fund), cell('—'), cell(''), cell('—')]),
    [cell('年度总体目标', 1, 2), cell('预期目标', 4), cell('实际完成情况', 4)],
    [cell(form.expected_goal, 4), cell(form.actual_goal, 4)],
    [cell('绩效指标', 1, indicators.length + 1), ...['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'].map((label) => cell(label))],
    ...indicators.map((row, at) => {
      const [first, second] = [span(at, level1), span(at, level2)]
      return [...(first > 0 ? [cell(row.level1, 1, first)] : []), ...(second > 0 ? [cell(row.level2, 1, second)] : []), cell(row.level3), cell(row.target), cell(row.actual), cell(points(row.weight)), cell(points(row.score)), cell(row.deviation_reason)]
    }),
    [cell('总分', 6), cell(points(form.total_weight)), cell(points(form.total_score)), cell('')],
  ]
}

export interface PlacedCell extends GridCell {
  readonly row: number
  readonly column: number
}

/** Each cell with its place, as tables place them: in the first columns that no span from above holds. */
export function placeCells(grid: readonly (readonly GridCell[])[]): readonly PlacedCell[] {
  const held = new Set<string>()
  return grid.flatMap((cells, row) => {
    let column = 0
    return cells.map((cell) => {
      while (held.has(`${row} ${column}`)) column += 1
      const placed = { ...cell, row, column }
      for (let down = 0; down < cell.down; down += 1) for (let across = 0; across < cell.across; across += 1) held.add(`${row + down} ${column + across}`)
      return placed
    })
  })
}
