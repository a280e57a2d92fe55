import { describe, expect, it } from 'vitest'
import { parseForms } from '@/import/form/parse-forms.ts'

const bars = `项目支出绩效自评表
（2022年度）
| 项目名称 | 农村公路养护 |
| 主管部门 | 某县交通运输局 | 实施单位 | 某县公路中心 |
| 项目资金（万元） | | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 |
| | 年度资金总额 | 1,200.50 | 1,300.50 | 1,170.45 | 10 | 90.00% | 9 |
| | 其中：本年财政拨款 | 1,200.50 | 1,300.50 | 1,170.45 | — | — | — |
| | 上年结转资金 | | | | — | | |
| | 其他资金 | / | * | — | — | | — |
| 年度总体目标 | 预期目标 | 实际完成情况 |
| | 养护公路100公里。 | 已养护公路102公里。 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| | 产出指标(50分) | 数量指标 | 养护里程 | ≥100公里 | 102公里 | 30 | 30 | |
| | | 质量指标 | 合格率 | ≥95% | 96% | 20 | 20 | |
| | 效益指标(30分) | 社会效益指标 | 出行便利 | 显著 | 显著 | 30 | 28 | 有待加强 |
| | 满意度指标(10分) | 服务对象满意度指标 | 群众满意度 | ≥90% | 92% | 10 | 10 | 无 |
| 总分 | 100 | 97 | |
`

const rows = bars.split('\n').map((line) => line.replace(/^\| | \|$/g, '').split('|').map((cell) => cell.trim()))
const tabs = rows.map((cells) => cells.join('\t')).join('\n')
/** A blank last cell would be no line at all, so that it gets its mark. */
const lines = rows.map((cells) => (cells.at(-1) === '' && cells.length === 9 ? [...cells.slice(0, -1), '—'] : cells).filter((cell) => cell !== '').join('\n')).join('\n')

describe.each([['bars', bars], ['tabs', tabs], ['one cell a line', lines]])('a form of another region, its cells parted by %s', (_, text) => {
  const { forms, problems } = parseForms(text, { file: 'a.txt' })
  const [form] = forms

  it('has its head, money in yuan and goals', () => {
    expect(problems).toEqual([])
    expect(form?.projectYear).toMatchObject({ year: 2022, project: '农村公路养护', department: '某县交通运输局', unit: '某县公路中心', initial_budget: '12005000.00', full_year_budget: '13005000.00', executed: '11704500.00', execution_rate_percent: '90.00', execution_score: '9.00', total_weight: '100.00', total_score: '97.00', expected_goal: '养护公路100公里。', actual_goal: '已养护公路102公里。' })
    expect(form?.funds.map(({ source, initial_budget, executed }) => [source, initial_budget, executed])).toEqual([['当年财政拨款', '12005000.00', '11704500.00'], ['上年结转资金', null, null], ['其他资金', null, null]])
  })

  it('has its indicators', () => {
    expect(form?.indicators.map(({ level1, level2, level3, target, actual, weight, deviation_reason }) => [level1, level2, level3, target, actual, weight, deviation_reason])).toEqual([
      ['产出指标', '数量指标', '养护里程', '≥100公里', '102公里', '30.00', null],
      ['产出指标', '质量指标', '合格率', '≥95%', '96%', '20.00', null],
      ['效益指标', '社会效益指标', '出行便利', '显著', '显著', '30.00', '有待加强'],
      ['满意度指标', '服务对象满意度指标', '群众满意度', '≥90%', '92%', '10.00', '无'],
    ])
  })
})

describe('what a variant says and we keep', () => {
  const read = (from: string, to: string): ReturnType<typeof parseForms> => parseForms(bars.replace(from, to), { file: 'a.txt' })

  it('reports a total row that contradicts its parts, and keeps it', () => {
    const { forms, problems } = read('| 总分 | 100 | 97 |', '| 总分 | 100 | 96 |')
    expect(forms[0]?.projectYear.total_score).toBe('96.00')
    expect(problems.map(({ severity, code, expected }) => [severity, code, expected])).toEqual([['warning', 'total-score-differs', '97']])
  })

  it('reports sources that do not add up, and keeps them', () => {
    const { forms, problems } = read('年度资金总额 | 1,200.50', '年度资金总额 | 1,200.51')
    expect(forms[0]?.projectYear.initial_budget).toBe('12005100.00')
    expect(problems.map((problem) => problem.code)).toEqual(['fund-total-differs'])
  })

  it('reports a level whose printed weight its indicators do not have', () => {
    expect(read('产出指标(50分)', '产出指标(60分)').problems.map((problem) => problem.code)).toEqual(['level-weight-differs'])
  })

  it('reads a form without a total row only if the weights make a hundred', () => {
    expect(read('| 总分 | 100 | 97 | |\n', '').problems.map((problem) => [problem.severity, problem.code])).toEqual([['warning', 'missing-total']])
    expect(parseForms(bars.replace('| 总分 | 100 | 97 | |\n', '').replace('| 20 | 20 |', '| 10 | 10 |'), { file: 'a.txt' }).forms).toEqual([])
  })

  it.each([
    ['more decimals than a cent', '1,170.45 | 10', '1,170.4512345 | 10', 'too-many-decimals'],
    ['no unit of money', '（万元）', '', 'missing-money-unit'],
    ['a year outside 1990 to 2100', '2022', '1889', 'year-out-of-range'],
    ['no department', '主管部门', '某部门', 'missing-label'],
    ['no name', '| 项目名称 | 农村公路养护 |', '| 项目名称 | |', 'missing-value'],
    ['an indicator without figures', '| ≥100公里 | 102公里 | 30 | 30 | |', '|', 'row-without-figures'],
    ['no executed column', '全年执行数(B)', '别的', 'missing-label'],
  ])('refuses %s', (_, from, to, code) => {
    const { forms, problems } = read(from, to)
    expect(forms).toEqual([])
    expect(problems.map((problem) => problem.code)).toContain(code)
  })

  it('reads CRLF, a BOM and full-width figures alike', () => {
    const same = parseForms(bars, { file: 'a.txt' }).forms
    expect(parseForms(`\uFEFF${bars.replaceAll('\n', '\r\n')}`, { file: 'a.txt' }).forms).toEqual(same)
    expect(read('| 1,300.50 | 1,170.45 | 10 | 90.00% | 9 |', '| １，３００．５０ | 1170.45 | １０ | 90.00％ | ９ |').forms).toEqual(same)
  })
})

describe('what wraps and words do to labels', () => {
  const text = `项目支出绩效
自评表
（二〇二一年度）
项目名称 2019年校舍维修
主管部
门
县教育局
实施单位 县一中
项目资金
（元）
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总
额 100 100 100 10 100% 10
其中：当年财政
拨款 100 100 100 —
年度
总体
目标
预期目标 实际完成
情况

维修校舍。 已维修校舍。

一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
管理指标
数量指标 维修面积 ≥ 100 平方米 120 平方米 50 50 无
产出指标

进度指标
学校按期完成率

2021年
12月底前
2021年11月 40 40 无
总分 100 100
`

  it('reads them all the same', () => {
    const { forms, problems } = parseForms(text + text.replace('二〇二一', '2022'), { file: 'a.txt' })
    // A wrapped target below a short text could be more of the text: read right, and said to be worth a look.
    expect(problems.map((problem) => problem.code)).toEqual(['indicator-text-uncertain', 'indicator-text-uncertain'])
    expect(forms.map((form) => form.projectYear.year)).toEqual([2021, 2022])
    expect(forms[0]?.projectYear).toMatchObject({ project: '2019年校舍维修', department: '县教育局', unit: '县一中', executed: '100.00', expected_goal: '维修校舍。', actual_goal: '已维修校舍。' })
    expect(forms[0]?.funds.map((fund) => [fund.source, fund.executed])).toEqual([['当年财政拨款', '100.00']])
    expect(forms[0]?.indicators.map(({ level1, level2, level3, target, actual, attained }) => [level1, level2, level3, target, actual, attained])).toEqual([
      ['管理指标', '数量指标', '维修面积', '≥100平方米', '120平方米', true],
      ['产出指标', '进度指标', '学校按期完成率', '2021年12月底前', '2021年11月', true],
    ])
  })
})

describe('an English form', () => {
  it('reads by its own labels', () => {
    const text = `Project Expenditure Performance Self-Evaluation Form
(2021)
Project name | Rural roads
Department | Bureau of Transport | Implementing unit | Road Centre
Project funds (yuan) | Initial budget | Full-year budget | Executed | Weight | Execution rate | Score
Total funds | 1,000.00 | 900.00 | 900.00 | 10 | 100.00% | 10
This year's appropriation | 1,000.00 | 900.00 | 900.00 | — | — | —
Expected goal | Actual result
Keep the roads in order. | Roads were kept in order.
Level 1 | Level 2 | Level 3 | Target | Actual | Weight | Score | Reason for deviation
Output indicators | Quantity | Kilometres kept | >=100 km | 102 km | 50 | 50 | none
Satisfaction indicators | Satisfaction | People satisfied | >=90% | 92% | 40 | 38 | to improve
Total | 100 | 98
`
    const { forms, problems } = parseForms(text, { file: 'a.txt' })
    expect(problems).toEqual([])
    expect(forms[0]?.projectYear).toMatchObject({ year: 2021, project: 'Rural roads', department: 'Bureau of Transport', unit: 'Road Centre', full_year_budget: '900.00', total_score: '98.00', actual_goal: 'Roads were kept in order.' })
    expect(forms[0]?.indicators.map(({ level1, level2, level3 }) => [level1, level2, level3])).toEqual([['Output indicators', 'Quantity', 'Kilometres kept'], ['Satisfaction indicators', 'Satisfaction', 'People satisfied']])
  })
})
