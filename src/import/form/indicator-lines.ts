import { labelWords } from './form-anchors.ts'
import { indicatorColumnLabels, type IndicatorColumn } from './form-labels.ts'
import { compact, type FormLine } from './form-lines.ts'
import { beginsHeading, looksLikeHeading, matchHeading, type HeadingLevel } from './level-headings.ts'
import { readValues, type ValueColumn, type ValueReading } from './value-cells.ts'

/** What the lines of the table of indicators are, one by one. */
export type IndicatorEvent =
  | { readonly kind: 'heading'; readonly text: string; readonly level: HeadingLevel; readonly weight: string | null; readonly line: FormLine }
  | { readonly kind: 'text'; readonly text: string; readonly line: FormLine }
  | { readonly kind: 'values'; readonly readings: readonly [ValueReading, ...ValueReading[]]; readonly line: FormLine }

const columnLabels = Object.entries(indicatorColumnLabels) as readonly (readonly [IndicatorColumn, readonly string[]])[]
const fragments = new Set(columnLabels.flatMap(([, labels]) => labels.flatMap((label) => pieces(label))))

function pieces(label: string): readonly string[] {
  return Array.from({ length: label.length }, (_, from) => Array.from({ length: label.length - from }, (__, length) => label.slice(from, from + length + 1))).flat()
}

/** Whether the line holds nothing but the table's column labels or parts of them. */
function isHeadingLine(line: FormLine): boolean {
  return line.cells.every((cell) => fragments.has(compact(cell).replace(/[()]/g, '')) || cell === '') && compact(line.text) !== ''
}

/** Takes the column labels off, here and where a page repeats them; gives their order and the lines below. */
export function cutIndicatorHeading(lines: readonly FormLine[]): { readonly columns: readonly IndicatorColumn[]; readonly body: readonly FormLine[] } {
  let end = 0
  while (end < lines.length && lines[end] && isHeadingLine(lines[end] as FormLine)) end += 1
  let rest = lines.slice(0, end).map((line) => compact(line.text)).join('')
  const columns: IndicatorColumn[] = []
  const labels = columnLabels.flatMap(([column, texts]) => texts.map((text) => ({ column, text }))).sort((left, right) => right.text.length - left.text.length)
  while (rest !== '') {
    const label = labels.find(({ column, text }) => rest.startsWith(text) && !columns.includes(column))
    if (label) columns.push(label.column)
    rest = rest.slice(label ? label.text.length : 1)
  }
  return { columns, body: withoutRepeats(lines.slice(end)) }
}

function withoutRepeats(lines: readonly FormLine[]): readonly FormLine[] {
  const kept: FormLine[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as FormLine
    if (labelWords(line.cells.filter((cell) => cell !== ''), indicatorColumnLabels.level1) === 0) {
      kept.push(line)
      continue
    }
    while (index + 1 < lines.length && isHeadingLine(lines[index + 1] as FormLine)) index += 1
  }
  return kept
}

function withoutWords(line: FormLine, words: readonly string[], count: number): FormLine {
  const cells = words.slice(count)
  return { ...line, cells, text: cells.join(line.strict ? '\t' : ' ') }
}

/** Reads the lines of the table's body as headings, texts and figures. */
export function readIndicatorEvents(body: readonly FormLine[], order: readonly ValueColumn[]): readonly IndicatorEvent[] {
  const events: IndicatorEvent[] = []
  const atStart = (): boolean => events.at(-1)?.kind !== 'text'
  let queue: readonly FormLine[] = body
  for (let index = 0; index < queue.length; index += 1) {
    let line = queue[index] as FormLine
    const next = queue[index + 1]
    const wrapped = next && atStart() ? joinedHeading(line, next) : null
    if (wrapped) {
      queue = [...queue.slice(0, index + 1), ...wrapped, ...queue.slice(index + 2)]
      continue
    }
    for (;;) {
      const words = line.cells.filter((cell, at) => cell !== '' || line.cells.slice(0, at).some((before) => before !== ''))
      const heading = matchHeading(words)
      if (!heading || (!line.strict && heading.words < words.length && words.length < 3 && !matchHeading(words.slice(heading.words)) && !/^\p{Script=Han}/u.test(words[heading.words] ?? ''))) break
      events.push({ kind: 'heading', text: heading.text, level: heading.level, weight: heading.weight, line })
      line = withoutWords(line, words, heading.words)
      if (line.cells.every((cell) => cell === '')) break
    }
    const words = line.cells.some((cell) => cell !== '') ? line.cells.slice(line.cells.findIndex((cell) => cell !== '')) : []
    if (words.length === 0) continue
    const [first, ...others] = readValues(words, order, line.strict)
    if (first) events.push({ kind: 'values', readings: [first, ...others], line })
    else if (/^[(（]\d+(?:\.\d+)?分?[)）]$/.test(compact(line.text)) && events.at(-1)?.kind === 'heading') takeWeight(events, line)
    else events.push({ kind: 'text', text: line.strict ? words.join('') : line.text, line })
  }
  return withUnknownHeadings(events)
}

/** "可持续影响" and "指标" on two lines: a heading that wrapped. Gives the lines that stand for the two. */
function joinedHeading(line: FormLine, next: FormLine): readonly FormLine[] | null {
  const [first, ...rest] = next.cells
  if (line.strict || line.cells.length !== 1 || first === undefined || !beginsHeading(line.text) || matchHeading([line.text])) return null
  const text = line.text.trim() + first
  const longer = beginsHeading(text) && rest.length === 0
  if (!matchHeading([text]) && !longer) return null
  return [{ ...next, cells: [text, ...rest], text: [text, ...rest].join(' ') }]
}

function takeWeight(events: IndicatorEvent[], line: FormLine): void {
  const last = events.at(-1)
  if (last?.kind === 'heading') events[events.length - 1] = { ...last, weight: /\d+(?:\.\d+)?/.exec(compact(line.text))?.[0] ?? null }
}

/** A short text that ends in 指标 is a heading that the templates do not list: of level 2 before a text of its own, of level 1 before a heading. */
function withUnknownHeadings(events: readonly IndicatorEvent[]): readonly IndicatorEvent[] {
  return events.map((event, index) => {
    const before = events[index - 1]
    const after = events[index + 1]
    if (event.kind !== 'text' || before?.kind === 'text' || !looksLikeHeading(event.text)) return event
    const ownText = after?.kind === 'text' || (after?.kind === 'values' && after.readings[0].before.length > 0)
    // Behind figures it may be the rest of a reason or of a text that the page cut.
    const free = before?.kind !== 'values' || (/^(?:无|没有)?$/.test(before.readings[0].reason) && !event.line.breakBefore)
    const above = after?.kind === 'heading' && after.level === 2 && free
    return ownText || above ? { kind: 'heading', text: event.text.trim(), level: above ? 1 : 2, weight: null, line: event.line } : event
  })
}
