import { isAbsent } from '../../domain/money.ts'
import { readColumnWidths } from './column-widths.ts'
import { shareGap, splitWrappedCells } from './gap-text.ts'
import { joinWrapped, toCellText, type FormLine } from './form-lines.ts'
import { toPoints } from './form-numbers.ts'
import type { FormProblems } from './form-problem.ts'
import type { IndicatorEvent } from './indicator-lines.ts'
import { openLevels } from './level-state.ts'
import type { ValueReading } from './value-cells.ts'

/** An indicator as printed; decimals have two places, an absent text is null. */
export interface FormIndicator {
  readonly level1: string | null
  readonly level2: string | null
  readonly level3: string
  readonly target: string | null
  readonly actual: string | null
  readonly weight: string | null
  readonly score: string | null
  readonly deviation_reason: string | null
  readonly line: FormLine
}

interface Draft {
  readonly level1: string | null
  readonly level2: string | null
  readonly reading: ValueReading
  readonly line: FormLine
  readonly text: string[]
  readonly reason: string[]
  readonly target: readonly string[]
  readonly actual: readonly string[]
}

function toText(parts: readonly string[], spaced: boolean): string | null {
  const text = joinWrapped(parts, spaced)
  return text === null || isAbsent(text) ? null : text
}

/** Puts headings, texts and figures together to indicators. `chosen` has the reading picked for each line of figures. */
export function parseIndicators(events: readonly IndicatorEvent[], chosen: ReadonlyMap<IndicatorEvent, ValueReading>, spaced: boolean, problems: FormProblems): readonly FormIndicator[] {
  const { width, reasonWidth } = readColumnWidths(events)
  const levels = openLevels(events)
  const drafts: Draft[] = []
  let run: FormLine[] = []
  let above: 'start' | 'heading' | 'values' = 'start'
  const settle = (at: FormLine | null, needsText: boolean, mayHaveText: boolean): readonly FormLine[] => {
    const lines = run
    run = []
    const last = drafts.at(-1)
    if (above !== 'values' || !last) return lines
    const share = shareGap({ lines, reason: last.reason.join(''), text: last.text, nextNeedsText: needsText, nextMayHaveText: mayHaveText, width, reasonWidth })
    if (share.uncertain) problems.add('warning', 'indicator-text-uncertain', lines[0] ?? at, '换行的文字属于上一条的偏差原因还是指标名称不明显，请核对', 'Whether a wrapped text is the reason above or an indicator is not plain: please check', { text: (lines[0]?.text ?? '').trim() })
    last.reason.push(...share.reason.map((line) => line.text))
    last.text.push(...share.text.map((line) => line.text))
    return share.next
  }
  const withoutFigures = (lines: readonly FormLine[]): void => {
    const [first] = lines
    if (!first || lines.every((line) => isAbsent(line.text) || /^无$/.test(line.text.trim()))) return
    problems.add('error', 'row-without-figures', first, `指标“${lines.map((line) => line.text.trim()).join('').slice(0, 40)}”没有读到分值和得分`, 'An indicator has no weight and score', { column: '分值 / 得分', text: first.text.trim().slice(0, 80), expected: '年度指标值 实际完成值 分值 得分' })
  }
  events.forEach((event, index) => {
    if (event.kind === 'text') {
      run.push({ ...event.line, text: event.text })
      return
    }
    if (event.kind === 'heading') {
      withoutFigures(settle(event.line, false, false))
      levels.enter(event, index)
      above = 'heading'
      return
    }
    const reading = chosen.get(event) ?? event.readings[0]
    const wrapped: 0 | 1 | 2 = reading.target !== null ? 0 : reading.actual !== null ? 1 : 2
    const lines = settle(event.line, reading.before.length === 0, true).map((line) => line.text)
    const split = wrapped === 0 ? { parts: [lines], uncertain: false } : splitWrappedCells(lines, wrapped, width)
    const parts = split?.parts
    if (split?.uncertain) problems.add('warning', 'indicator-text-uncertain', event.line, '指标名称与换行的指标值之间的分界不明显，请核对', 'Where the indicator ends and its wrapped target begins is not plain: please check', { text: lines.join('').slice(0, 80) })
    if (!parts) problems.add('error', 'row-unreadable', event.line, '这一行的指标值和实际完成值读不出来', 'The target and actual of this row cannot be told apart', { text: event.line.text.trim().slice(0, 80), expected: '年度指标值 实际完成值 分值 得分' })
    const text = [...(parts?.[0] ?? []), ...(reading.before.length > 0 ? [reading.before.join(' ')] : [])]
    if (text.length === 0 && above === 'heading') text.push(...levels.giveBack())
    drafts.push({
      ...levels.current(),
      reading,
      line: event.line,
      text,
      reason: reading.reason === '' ? [] : [reading.reason],
      target: wrapped > 0 ? (parts?.[1] ?? []) : [reading.target ?? ''],
      actual: wrapped === 2 ? (parts?.[2] ?? []) : [reading.actual ?? ''],
    })
    above = 'values'
  })
  withoutFigures(settle(null, false, false))
  return drafts.flatMap((draft) => toIndicator(draft, spaced, problems) ?? [])
}

function toIndicator(draft: Draft, spaced: boolean, problems: FormProblems): FormIndicator | null {
  const level3 = joinWrapped(draft.text, spaced)
  const { weight, score } = draft.reading
  if (level3 === null) {
    problems.add('error', 'missing-value', draft.line, '这一行没有三级指标的文字', 'This row has no indicator text', { column: '三级指标', text: draft.line.text.trim().slice(0, 80) })
    return null
  }
  for (const [column, text] of [['weight', weight], ['score', score]] as const) {
    if (!isAbsent(text) && toPoints(text) === null) problems.add('error', 'too-many-decimals', draft.line, `“${text}”多于两位小数`, `"${text}" has more than two decimals`, { column, text, expected: '至多 2 位小数' })
  }
  return {
    level1: draft.level1,
    level2: draft.level2,
    level3: toCellText(level3),
    target: toText(draft.target, spaced),
    actual: toText(draft.actual, spaced),
    weight: toPoints(weight),
    score: toPoints(score),
    deviation_reason: toText(draft.reason, spaced),
    line: draft.line,
  }
}
