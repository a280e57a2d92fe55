import type { FormStructure } from './form-structure.ts'

/** How a form is printed: the text of its pdf, cells out of order and wrapped (DATA.md §1). */
export interface PrintOptions {
  readonly unit: '元' | '万元'
  readonly separators: boolean
  readonly goalWidths: readonly [number, number]
  readonly headWidths: readonly [number, number, number]
  readonly textWidth: number
  readonly reasonWidth: number
  /** Blank line between the lines of a wrapped reason. */
  readonly reasonSpaced: boolean
  /** Before which printed line (counted over non-blank lines) a page begins. */
  readonly breaks: readonly number[]
  /** Before which printed lines the letters of 绩效指标 land; four in rising order. */
  readonly letters: readonly number[]
}

export function wrap(text: string, width: number): readonly string[] {
  const letters = [...text]
  return Array.from({ length: Math.max(1, Math.ceil(letters.length / width)) }, (_, index) => letters.slice(index * width, (index + 1) * width).join(''))
}

export function moneyText(cents: number | null, options: Pick<PrintOptions, 'unit' | 'separators'>): string {
  if (cents === null) return ''
  const [power, decimals] = options.unit === '元' ? [2, 2] : [6, 6]
  const digits = String(cents).padStart(power + 1, '0')
  const whole = digits.slice(0, -power)
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  const grouped = options.separators ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return fraction === '' ? grouped : `${grouped}.${fraction}`
}

const nbsp = '\u00A0'

function spaced(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : ['', line]))
}

function headLines(form: FormStructure, options: PrintOptions): string[] {
  const field = (label: string, value: string, width: number): string[] => {
    const lines = wrap(value, width)
    return lines.length === 1 ? [`${label} ${value}`] : [label, ...spaced(lines)]
  }
  const [project, department, unit] = options.headWidths
  return ['财政项目支出绩效自评表', `(${form.year} 年度)`, '', ...field('项目名称', form.project, project), '', ...field('主管部门', form.department, department), ...field('实施单位', form.unit, unit), '']
}

function fundLines(form: FormStructure, options: PrintOptions): string[] {
  const [, full, executed] = form.total
  const rate = full ? `${(((executed ?? 0) / full) * 100).toFixed(2)}%` : '0.00%'
  const score = full ? Math.round((10 * (executed ?? 0)) / full) : 0
  const row = (values: readonly (number | null)[]): string => values.flatMap((value) => (value === null ? [] : [moneyText(value, options)])).join(' ')
  return [
    '项目资金', `（${options.unit}）`, '', `${nbsp}${nbsp} 年初预算数 全年预算数 全年执行数 ${nbsp}分值${nbsp} 执行率 得分`, '',
    `年度资金总额 ${row(form.total)} 10 ${rate} ${score}`, '',
    ...form.funds.flatMap((fund, index) => [`${nbsp}${nbsp}${index === 0 ? '其中：' : ''}${fund.source} ${row(fund.cents)} — ${nbsp}`.replace('  ', ' '), '']),
  ]
}

function goalLines(form: FormStructure, options: PrintOptions): string[] {
  const [expected, actual] = options.goalWidths
  return ['年度', '总体', '目标', '', '预期目标 实际完成情况', '', ...wrap(form.expected, expected), '', ...wrap(form.actual, actual), '']
}

const heading = ['一级指标 二级指标 三级指标', '年度', '', '指标值', '实际', '', '完成值', '分值 得分', '', '偏差原因分析及', '改进措施', '']

function indicatorLines(form: FormStructure, options: PrintOptions): string[] {
  const lines: string[] = []
  let [level1, level2] = ['', '']
  const waiting = [...form.emptyLevels]
  for (const row of form.rows) {
    if (row.level1 !== level1) lines.push(row.level1, '')
    const empty = waiting.shift()
    if (row.level2 !== level2) {
      if (empty !== undefined && empty !== '服务对象满意度指标') lines.push(empty, '')
      lines.push(row.level2)
    }
    ;({ level1, level2 } = row)
    const reason = wrap(row.reason, options.reasonWidth)
    const values = `${row.target} ${row.actual} ${row.weight} ${row.score} ${reason[0] ?? ''}`
    const text = wrap(row.level3, options.textWidth)
    lines.push(...spaced(text), '', values)
    for (const more of reason.slice(1)) lines.push(...(options.reasonSpaced ? ['', more] : [more]))
    lines.push('')
  }
  return lines
}

/** Prints the form; page breaks and side letters land where the options say, whatever cell is there. */
export function printForm(form: FormStructure, options: PrintOptions): string {
  const [, full, executed] = form.total
  const weight = 10 + form.rows.reduce((sum, row) => sum + row.weight, 0)
  const score = (full ? Math.round((10 * (executed ?? 0)) / full) : 0) + form.rows.reduce((sum, row) => sum + row.score, 0)
  const above = [...headLines(form, options), ...fundLines(form, options)]
  const goals = goalLines(form, options)
  const below = [...heading, ...indicatorLines(form, options), `总分 ${weight} ${score} ${nbsp}`]
  const lines = [...above, ...goals, ...below]
  const first = above.length + goals.length
  const fixed = lines.slice(0, first).filter((line) => line !== '').length
  const last = below.filter((line) => line !== '').length - 1
  const out: string[] = []
  let printed = 0
  const letters = [...'绩效指标']
  lines.forEach((line, index) => {
    if (line !== '') {
      const breaks = options.breaks.includes(printed)
      if (index >= first) {
        options.letters.forEach((at, order) => {
          if (Math.min(at, last) === printed - fixed) out.push(letters[order] ?? '')
        })
      }
      out.push(breaks ? ` ${line}` : line)
      printed += 1
    } else out.push(line)
  })
  return `${out.join('\n')}\n`
}
