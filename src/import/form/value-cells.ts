import { isAbsent, toHalfWidth } from '../../domain/money.ts'
import { isNumber } from './form-numbers.ts'

export type ValueColumn = 'target' | 'actual' | 'weight' | 'score'

/** One way to read a line's words as the figures of an indicator. */
export interface ValueReading {
  /** Words before the figures: headings and the end of the indicator's text. */
  readonly before: readonly string[]
  /** Null where its text stands on lines of its own, above. */
  readonly target: string | null
  readonly actual: string | null
  readonly weight: string
  readonly score: string
  readonly reason: string
  readonly cost: number
}

const operatorOnly = /^(?:[<>=≥≤＜＞＝﹥﹤≧≦]+|不低于|不少于|不超过|不高于|大于|小于|大于等于|小于等于|大于或等于|小于或等于)$/
const unitOnly = /^(?:%|％|百分比|万元|元|次|个|项|人|人次|件|份|台|套|天|日|户|家|场|篇|期|辆|处|公里|平方米|小时|分钟|月|年|批|条|名|座|亩|吨)$/

/** Words as cells: "≥ 95 %" is one. */
export function joinFigures(words: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last !== undefined && (operatorOnly.test(last) || (unitOnly.test(word) && /[\d.]$/.test(toHalfWidth(last))))) joined[joined.length - 1] = /^[A-Za-z]/.test(word) ? `${last} ${word}` : last + word
    else joined.push(word)
  }
  return joined
}

function isPoints(word: string | undefined): boolean {
  return word !== undefined && isNumber(word.replace(/分$/, '')) && Math.abs(Number(toHalfWidth(word).replace(/分$/, ''))) < 1000
}

function isScore(word: string | undefined): boolean {
  return isPoints(word) || (word !== undefined && word !== '' && isAbsent(word))
}

/**
 * Every way to read the words as [text…] target actual weight score [reason…], in the column order of the table's
 * heading; the likeliest first. In the usual order the target, or both target and actual, may be missing from the line
 * because they wrapped.
 */
export function readValues(words: readonly string[], order: readonly ValueColumn[], strict: boolean): readonly ValueReading[] {
  const cells = strict ? words : joinFigures(words)
  const usual = order.join() === 'target,actual,weight,score'
  const weightAt = order.indexOf('weight')
  const scoreAt = order.indexOf('score')
  const readings: ValueReading[] = []
  for (let start = usual && !strict ? -2 : 0; start + order.length <= cells.length; start += 1) {
    const cell = (column: ValueColumn): string | null => cells[start + order.indexOf(column)] ?? null
    const weight = cells[start + weightAt]
    const score = cells[start + scoreAt]
    if (weight === undefined || score === undefined || !isPoints(weight) || !isScore(score)) continue
    const after = cells[start + order.length]
    const overWeight = isPoints(score) && Number(toHalfWidth(score).replace(/分$/, '')) > Number(toHalfWidth(weight).replace(/分$/, ''))
    const cost = (after !== undefined && (isNumber(after) || /^[\d.,]+[%％]?$/.test(after)) ? 3 : 0) + (overWeight ? 2 : 0) + (isPoints(score) ? 0 : 1.5) + Math.max(0, -start) * 1.2
    readings.push({
      before: cells.slice(0, Math.max(start, 0)),
      target: start < 0 ? null : cell('target'),
      actual: start < -1 ? null : cell('actual'),
      weight,
      score,
      reason: cells.slice(start + order.length).join(strict ? '' : ' '),
      cost,
    })
  }
  return readings.sort((left, right) => left.cost - right.cost || right.before.length - left.before.length)
}
