import { hasMoreDecimals, parseDecimal, toPlainText, toScale } from '../domain/decimal.ts'
import { isAbsent, parseMoney, toHalfWidth, type MoneyUnit } from '../domain/money.ts'
import { decimalShape } from '../domain/rows.ts'
import type { Column } from '../domain/tables.ts'

export interface CellProblem {
  readonly code: string
  readonly expected: string
  readonly zh: string
  readonly en: string
}
export type CellReading = { readonly value: string | number | null } | { readonly problem: CellProblem }

function problem(code: string, expected: string, zh: string, en: string): CellReading {
  return { problem: { code, expected, zh, en } }
}

function inRange(value: number, column: Column): CellReading | null {
  const [low, high] = [column.min ?? -Infinity, column.max ?? Infinity]
  if (value >= low && value <= high) return null
  const expected = high === Infinity ? `≥ ${low}` : low === -Infinity ? `≤ ${high}` : `${low}–${high}`
  return problem('out-of-range', expected, `应在 ${expected}`, `must be ${expected}`)
}

function parseWhole(text: string, column: Column): CellReading {
  const clean = toHalfWidth(text).replace(/(?:年度?|财年)$/, '')
  const match = /^(\d{1,9})(?:\.0+)?$/.exec(clean)
  if (!match) return problem('not-a-whole-number', '0–9', '应为整数', 'must be a whole number')
  const value = Number(match[1])
  return inRange(value, column) ?? { value }
}

function parsePlainDecimal(text: string, column: Column, scale: number, whole: number): CellReading {
  const clean = toHalfWidth(text).replace(/(?:分|%)$/, '').trim().replace(/(?<=\d),(?=\d{3})/g, '')
  const decimal = parseDecimal(clean)
  if (!decimal) return problem('not-a-number', '0.00', '应为数字', 'must be a number')
  if (hasMoreDecimals(decimal, scale)) return problem('too-many-decimals', `≤ ${scale}`, `至多 ${scale} 位小数，不作四舍五入`, `at most ${scale} decimals; nothing is rounded`)
  const value = toPlainText(toScale(decimal, scale))
  if (value.replace(/^-|\..*$/g, '').length > whole) return problem('too-large', `${whole} 位`, '数字过大', 'the number is too large')
  return inRange(Number(value), column) ?? { value }
}

const moneyProblems = {
  'not-an-amount': ['0.00', '应为金额', 'must be an amount of money'],
  'too-many-decimals': ['≤ 2 (元) / 6 (万元)', '金额以元计至多两位小数（万元六位），不作四舍五入', 'money has at most two decimals in yuan (six in 万元); nothing is rounded'],
  'too-large': ['< 10^16', '金额过大', 'the amount is too large'],
} as const

/** Text of a cell: NFC, trimmed, line breaks removed; a mark of absence is null. */
export function parseText(text: string): string | null {
  const clean = text.normalize('NFC').replace(/\s*[\r\n]+\s*/g, (gap, at: number) => (/[A-Za-z0-9,.;]/.test(text[at - 1] ?? '') && /[A-Za-z0-9]/.test(text[at + gap.length] ?? '') ? ' ' : '')).replaceAll('\0', '').trim()
  return clean === '' || isAbsent(clean) ? null : clean
}

/** Reads a cell as its column wants it: exact, or a problem that says what was expected. */
export function parseCell(text: string, column: Column, moneyUnit: MoneyUnit): CellReading {
  if (column.type === 'VARCHAR') return { value: parseText(text) }
  if (isAbsent(text)) return { value: null }
  if (column.type === 'SMALLINT' || column.type === 'INTEGER') return parseWhole(text, column)
  if (column.unit === 'yuan') {
    const reading = parseMoney(text, moneyUnit)
    if ('value' in reading) return reading
    const [expected, zh, en] = moneyProblems[reading.problem]
    return problem(reading.problem, expected, zh, en)
  }
  const shape = decimalShape(column.type)
  return shape ? parsePlainDecimal(text, column, shape.scale, shape.precision - shape.scale) : { value: parseText(text) }
}
