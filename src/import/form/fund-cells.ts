import { isAbsent } from '../../domain/money.ts'
import { isNumber, isPercent } from './form-numbers.ts'
import type { FundColumn } from './form-labels.ts'

/** One row of the table of funds as words, and which column each word may stand in. */
export type Assignment = ReadonlyMap<FundColumn, string>
export interface Option {
  readonly cells: Assignment
  readonly cost: number
}

/** What it costs to leave a column empty: a row without its initial budget is common, one without what was spent is not. */
const emptyCost: Readonly<Record<'total' | 'source', Readonly<Record<FundColumn, number>>>> = {
  total: { initial_budget: 1, full_year_budget: 3, executed: 3.2, weight: 3, rate: 1, score: 2 },
  source: { initial_budget: 1, full_year_budget: 2, executed: 3, weight: 4, rate: 0, score: 0.1 },
}

function fits(word: string, column: FundColumn, kind: 'total' | 'source'): number | null {
  const mark = word === '' || isAbsent(word)
  if (column === 'rate') return mark || isPercent(word) ? 0 : isNumber(word) && kind === 'total' ? 0.5 : null
  if (isPercent(word)) return null
  if (column === 'weight' || column === 'score') {
    if (mark) return kind === 'total' ? 1 : 0
    return isNumber(word) && Number(word) <= 100 ? (kind === 'total' ? 0 : 1.5) : null
  }
  return mark || isNumber(word) || word.endsWith('元') ? 0 : null
}

/** Every way to set a row's words, in their order, into the columns of the table; cheapest first. */
export function columnOptions(words: readonly string[], columns: readonly FundColumn[], kind: 'total' | 'source'): readonly Option[] {
  if (words.length > columns.length) return []
  const options: Option[] = []
  const walk = (word: number, column: number, cells: ReadonlyMap<FundColumn, string>, cost: number): void => {
    const name = columns[column]
    if (name === undefined) {
      if (word === words.length) options.push({ cells, cost })
      return
    }
    if (columns.length - column > words.length - word) walk(word, column + 1, cells, cost + emptyCost[kind][name])
    const text = words[word]
    if (text === undefined) return
    const extra = fits(text, name, kind)
    if (extra !== null) walk(word + 1, column + 1, new Map([...cells, [name, text]]), cost + extra)
  }
  walk(0, 0, new Map(), 0)
  return options.sort((left, right) => left.cost - right.cost).slice(0, 8)
}
