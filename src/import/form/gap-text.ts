import { widthOf, type FormLine } from './form-lines.ts'

/** The text lines between one indicator's figures and the next event, shared out to the cells that they belong to. */
export interface GapShare {
  /** More of the reason of the indicator above. */
  readonly reason: readonly FormLine[]
  /** More of the text of the indicator above, which the page cut in two. */
  readonly text: readonly FormLine[]
  /** The text of the indicator below. */
  readonly next: readonly FormLine[]
  readonly uncertain: boolean
}
export interface GapAsk {
  readonly lines: readonly FormLine[]
  readonly reason: string
  /** The lines that the indicator above already has. */
  readonly text: readonly string[]
  /** Whether an indicator with no text of its own follows. */
  readonly nextNeedsText: boolean
  /** Whether a new indicator may begin in these lines at all: not before a heading or the end. */
  readonly nextMayHaveText: boolean
  /** How many characters the column of indicator texts holds; 0 where the form does not show it. */
  readonly width: number
  /** The same of the column of reasons. */
  readonly reasonWidth: number
}

const ended = /[。！？；;]$/

function cellCost(widths: readonly number[], texts: readonly string[], width: number): number {
  const widest = Math.max(0, ...widths)
  const limit = width > 0 ? width : widest
  let cost = 0
  widths.forEach((length, index) => {
    if (index < widths.length - 1) {
      if (length < Math.max(widest, Math.min(limit, widest + 2))) cost += ended.test(texts[index] ?? '') ? 1 : 3
    } else if ((widths.length > 1 || width > 0) && length === limit && !ended.test(texts[index] ?? '')) cost += 0.4
    if (length > limit) cost += 1
  })
  return cost
}

function costOf(texts: readonly string[], width: number): number {
  return cellCost(texts.map(widthOf), texts, width)
}

/** A cell's wraps are all spaced, or none is. */
function unevenCost(lines: readonly FormLine[]): number {
  const inner = lines.slice(1).filter((line) => !line.breakBefore)
  return inner.some((line) => line.blankBefore) && inner.some((line) => !line.blankBefore) ? 0.6 : 0
}

const closedReasons = /^(?:无|没有|[-—–/*]+)?$/

function shareCost(ask: GapAsk, reason: readonly FormLine[], text: readonly FormLine[], next: readonly FormLine[]): number {
  const trimmed = (lines: readonly FormLine[]): readonly string[] => lines.map((line) => line.text.trim())
  let cost = 0
  if (reason.length > 0) {
    const lines = [...(ask.reason === '' ? [] : [ask.reason]), ...trimmed(reason)]
    cost += closedReasons.test(ask.reason) ? (ask.reason === '' ? 0.8 : 5) : 0
    cost += costOf(lines, ask.reasonWidth) + reason.filter((line) => line.blankBefore && !line.breakBefore).length * 0.3 + unevenCost(reason)
  }
  if (reason.length === 0 && ask.reasonWidth > 0 && !closedReasons.test(ask.reason)) cost += costOf([ask.reason], ask.reasonWidth)
  if (text.length > 0) {
    const last = ask.text.at(-1) ?? ''
    cost += widthOf(last) >= (ask.width > 0 ? ask.width : Math.max(0, ...ask.text.map(widthOf))) ? 0 : 3
    cost += costOf(trimmed(text), ask.width)
  } else if (ask.lines.length > 0 && ask.width > 0 && ask.text.length > 0 && ask.lines.some((line) => line.breakBefore)) {
    cost += widthOf(ask.text.at(-1) ?? '') === ask.width ? 0.4 : 0
  }
  if (next.length > 0) {
    cost += costOf(trimmed(next), ask.width) + unevenCost(next)
    if (!next[0]?.blankBefore && !next[0]?.breakBefore) cost += 1.2
  }
  return cost
}

/** Shares the lines out: first the reason, then, only behind a page break, the cut text, then the next indicator's. */
export function shareGap(ask: GapAsk): GapShare {
  const { lines } = ask
  if (lines.length === 0) return { reason: [], text: [], next: [], uncertain: false }
  const edge = lines.findIndex((line) => line.breakBefore)
  const options: (GapShare & { readonly cost: number })[] = []
  const add = (reason: readonly FormLine[], text: readonly FormLine[], next: readonly FormLine[]): void => {
    if ((next.length === 0 && ask.nextNeedsText) || (next.length > 0 && !ask.nextMayHaveText)) return
    options.push({ reason, text, next, uncertain: false, cost: shareCost(ask, reason, text, next) })
  }
  const most = Math.min(lines.length, 40)
  for (let reason = 0; reason <= most; reason += 1) add(lines.slice(0, reason), [], lines.slice(reason))
  if (edge >= 0) {
    for (let text = edge + 1; text <= Math.min(lines.length, edge + most); text += 1) {
      for (let reason = text; reason <= Math.min(lines.length, text + most); reason += 1) {
        add([...lines.slice(0, edge), ...lines.slice(text, reason)], lines.slice(edge, text), lines.slice(reason))
      }
    }
  }
  const [best, second] = options.sort((left, right) => left.cost - right.cost)
  if (!best) return { reason: [], text: [], next: lines, uncertain: true }
  return { ...best, uncertain: second !== undefined && second.cost - best.cost < 0.5 }
}

export interface CellSplit {
  readonly parts: readonly (readonly string[])[]
  readonly uncertain: boolean
}

function startsAsFigure(text: string | undefined): number {
  return /^(?:[<>=≥≤＜＞＝\d０-９]|不低于|不少于|不超过|不高于|大于|小于)/.test((text ?? '').trim()) ? -0.6 : 0
}

/** Splits lines that hold an indicator's text and, below it, the wrapped cells of its figures. Null where there are too few. */
export function splitWrappedCells(lines: readonly string[], cells: 1 | 2, width: number): CellSplit | null {
  const options: { readonly parts: readonly (readonly string[])[]; readonly cost: number }[] = []
  const most = Math.min(lines.length, 40)
  for (let first = 1; first < most; first += 1) {
    const ends = cells === 1 ? [most] : Array.from({ length: Math.max(0, most - first - 1) }, (_, index) => first + 1 + index)
    for (const second of ends) {
      const parts = cells === 1 ? [lines.slice(0, first), lines.slice(first)] : [lines.slice(0, first), lines.slice(first, second), lines.slice(second)]
      const same = parts.length === 3 && (parts[1] ?? []).join('') === (parts[2] ?? []).join('') ? -1.5 : 0
      const swallowed = (parts[0] ?? []).slice(1).reduce((sum, line) => sum - startsAsFigure(line), 0)
      options.push({ parts, cost: swallowed + costOf(parts[0] ?? [], width) + parts.slice(1).reduce((sum, part) => sum + costOf(part, 0) + startsAsFigure(part[0]), 0) + same })
    }
  }
  const [best, second] = options.sort((left, right) => left.cost - right.cost)
  return best ? { parts: best.parts, uncertain: second !== undefined && second.cost - best.cost < 0.5 } : null
}
