import type { IndicatorEvent } from './indicator-lines.ts'

type HeadingEvent = Extract<IndicatorEvent, { kind: 'heading' }>

function familyOf(text: string): string {
  return /满意|satisf/i.test(text) ? 'satisfaction' : /成本|cost/i.test(text) ? 'cost' : text
}

export interface Levels {
  readonly enter: (heading: HeadingEvent, index: number) => void
  readonly current: () => { readonly level1: string | null; readonly level2: string | null }
  /** The last heading turned out to be the indicator's own text: takes it back and gives its text. */
  readonly giveBack: () => readonly string[]
  readonly weights: ReadonlyMap<string, string>
}

/** Follows level 1 and level 2 down the table. 成本指标 and 满意度指标 are either, by what stands around them. */
export function openLevels(events: readonly IndicatorEvent[]): Levels {
  let level1: string | null = null
  let level2: string | null = null
  let before: { readonly level1: string | null; readonly level2: string | null; readonly text: string } | null = null
  const weights = new Map<string, string>()

  const isLevel1 = (heading: HeadingEvent, index: number): boolean => {
    if (heading.level !== 'either') return heading.level === 1
    if (level1 !== null && familyOf(level1) === familyOf(heading.text)) return false
    if (level1 === null || heading.weight !== null || !/成本|cost/i.test(heading.text)) return true
    const next = events[index + 1]
    return next?.kind === 'heading' && /成本|cost/i.test(next.text)
  }

  return {
    enter: (heading, index) => {
      before = { level1, level2, text: heading.text }
      if (isLevel1(heading, index)) {
        level2 = level1 === heading.text ? level2 : null
        level1 = heading.text
        if (heading.weight !== null) weights.set(heading.text, heading.weight)
      } else if (heading.level === 1) level1 = heading.text
      else level2 = heading.text
    },
    current: () => ({ level1, level2 }),
    giveBack: () => {
      if (!before || before.level2 === null) return []
      const { text } = before
      ;({ level1, level2 } = before)
      before = null
      return [text]
    },
    weights,
  }
}
