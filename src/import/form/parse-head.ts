import { findLabel, labelWords } from './form-anchors.ts'
import { headLabels, moneyHeadings, type HeadField } from './form-labels.ts'
import { compact, joinWrapped, toCellText, type FormLine } from './form-lines.ts'
import type { FormProblems } from './form-problem.ts'
import { isAbsent, type MoneyUnit } from '../../domain/money.ts'

export interface FormHead {
  readonly year: number
  readonly project: string
  readonly department: string
  readonly unit: string
  readonly moneyUnit: MoneyUnit
}

interface Found {
  readonly field: HeadField
  readonly line: FormLine
  readonly parts: string[]
}

const fields: readonly HeadField[] = ['project', 'department', 'unit', 'year', 'other']

function labelAt(cells: readonly string[], at: number): { readonly field: HeadField; readonly count: number } | null {
  let best: { readonly field: HeadField; readonly count: number } | null = null
  for (const field of fields) {
    const count = labelWords(cells, headLabels[field], at)
    if (count > (best?.count ?? 0)) best = { field, count }
  }
  return best
}

/** "项目名称：道路养护" in one word: label and value apart. */
function splitGlued(cell: string): readonly string[] {
  const colon = /^([^:：]{2,12})[:：](.+)$/.exec(cell)
  return colon && labelAt([colon[1] ?? ''], 0) ? [colon[1] ?? '', colon[2] ?? ''] : [cell]
}

/** The text after each label up to the next one, wraps joined. */
function readFields(lines: readonly FormLine[]): readonly Found[] {
  const found: Found[] = []
  for (const line of lines) {
    if (findLabel(line.cells.slice(0, 1), moneyHeadings)) continue
    const cells = line.cells.flatMap(splitGlued)
    let words: string[] = []
    const flush = (): void => {
      if (words.length > 0) found.at(-1)?.parts.push(words.join(line.strict ? '' : ' '))
      words = []
    }
    for (let at = 0; at < cells.length; at += 1) {
      const label = labelAt(cells, at)
      const wanted = label && !found.some((earlier) => earlier.field === label.field && label.field !== 'other')
      if (label && wanted) {
        flush()
        found.push({ field: label.field, line, parts: [] })
        at += label.count - 1
      } else if (cells[at] !== '') words.push(cells[at] ?? '')
    }
    flush()
  }
  return found
}

const yearPattern = /(?<!\d)(\d{4})(?:年|财年|年度|\))|(?:year|fy)[:：]?(\d{4})(?!\d)/

function readYear(title: readonly FormLine[], found: readonly Found[]): number | null {
  const field = found.find((candidate) => candidate.field === 'year')?.parts.join('')
  const written = /(\d{4})/.exec(compact(field ?? ''))?.[1]
  if (written) return Number(written)
  const match = yearPattern.exec(title.map((line) => compact(line.text)).join('').replace(/[〇零○一二三四五六七八九]{4}(?=年)/g, (digits) => [...digits].map((digit) => '〇一二三四五六七八九'.indexOf(digit.replace(/[零○]/, '〇'))).join('')))
  return match ? Number(match[1] ?? match[2]) : null
}

const unitPattern = /[(（:：\t|]?(万元|元|yuan|10,?000yuan|rmb|cny)(?=[)）\s]|$|\t|\|)/i

/** The unit that the money is printed in: (元), (万元), "金额单位：万元". The most explicit wins; two different are none. */
function readMoneyUnit(lines: readonly FormLine[]): MoneyUnit | null {
  const text = lines.map((line) => compact(line.text)).join('\n')
  const bracketed = [...text.matchAll(/[(:：](?:单位[:：]?|金额单位[:：]?|unit[:：]?)?(人民币)?(万元|元|10,?000yuan|yuan|rmb|cny)[)\n]?/g)].map((match) => match[2] ?? '')
  const alone = text.split('\n').filter((line) => unitPattern.test(line) && line.length <= 4)
  const units = new Set([...bracketed, ...alone].map((unit): MoneyUnit => (/万|10,?000/.test(unit) ? 'wan' : 'yuan')))
  return units.size === 1 ? ([...units][0] ?? null) : null
}

/** Reads what stands above the table of funds. Null where something needed is missing: the problems say what. */
export function parseHead(title: readonly FormLine[], head: readonly FormLine[], moneyHead: readonly FormLine[], spaced: boolean, problems: FormProblems): FormHead | null {
  const found = readFields(head)
  const last = head.at(-1) ?? title.at(-1) ?? null
  const valueOf = (field: HeadField): string | null => {
    const parts = found.find((candidate) => candidate.field === field)?.parts
    const text = parts ? joinWrapped(parts, spaced) : null
    return text === null || isAbsent(text) ? null : toCellText(text)
  }
  const year = readYear(title, found)
  if (year === null) problems.missingLabel('年度', title.at(0) ?? head.at(0) ?? null)
  else if (year < 1990 || year > 2100) problems.add('error', 'year-out-of-range', title.at(0) ?? head.at(0) ?? null, `年度 ${year} 不在 1990 至 2100 之间`, `The year ${year} is not between 1990 and 2100`, { column: 'year', text: String(year), expected: '1990–2100' })
  const project = valueOf('project')
  const department = valueOf('department')
  for (const [field, label, value] of [['project', '项目名称', project], ['department', '主管部门', department]] as const) {
    if (value !== null) continue
    const at = found.find((candidate) => candidate.field === field)
    if (at) problems.add('error', 'missing-value', at.line, `“${label}”没有填写`, `"${label}" is not filled in`, { column: field, expected: label })
    else problems.missingLabel(label, last)
  }
  const moneyUnit = readMoneyUnit([...title, ...head, ...moneyHead])
  if (!moneyUnit) problems.add('error', 'missing-money-unit', moneyHead.at(0) ?? last, '没有写明金额单位是元还是万元', 'The form does not say whether money is in 元 or 万元', { column: '项目资金', expected: '（元） / （万元）' })
  if (year === null || project === null || department === null || !moneyUnit) return null
  return { year, project, department, unit: valueOf('unit') ?? department, moneyUnit }
}
