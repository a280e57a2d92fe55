import type { ChartColumn, ChartSpec } from '@/domain/chart-spec.ts'

export type MarkValue = string | number | null

/** What a chart of an answer draws, as a table: one row a mark or a row of marks. */
export interface AnswerMarks {
  readonly columns: readonly { readonly key: string; readonly label: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly MarkValue[])[]
}

export interface MarkWords {
  readonly from: string
  readonly to: string
  readonly count: string
  readonly min: string
  readonly q1: string
  readonly median: string
  readonly q3: string
  readonly max: string
}

type Cells = readonly (readonly (string | null)[])[]

function toNumber(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

/** The value below which a share of sorted numbers lies, between two where it falls between them. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return low + (high - low) * (at - Math.floor(at))
}

/** Bins of equal width over the numbers, about as many as their root. */
function bins(numbers: readonly number[]): readonly (readonly [number, number, number])[] {
  if (numbers.length === 0) return []
  const [low, high] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))]
  if (low === high) return [[low, high, numbers.length]]
  const wanted = (high - low) / Math.min(40, Math.max(5, Math.ceil(Math.sqrt(numbers.length))))
  const magnitude = 10 ** Math.floor(Math.log10(wanted))
  const step = magnitude * ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= wanted) ?? 10)
  const start = Math.floor(low / step)
  const counts = Array.from({ length: Math.floor(high / step) - start + 1 }, () => 0)
  for (const number of numbers) {
    const place = Math.min(counts.length - 1, Math.max(0, Math.floor(number / step) - start))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts.map((count, place) => [Number(((start + place) * step).toPrecision(12)), Number(((start + place + 1) * step).toPrecision(12)), count])
}

/** Turns rows of cells into what a chart draws. The cells are those of the answer's columns, all of them. */
export function answerMarks(spec: ChartSpec, columns: readonly ChartColumn[], cells: Cells, words: MarkWords): AnswerMarks {
  const name = (place: number | null) => (place === null ? '' : (columns[place]?.name ?? ''))
  const text = (key: string, label: string) => ({ key, label, numeric: false })
  const number = (key: string, label: string) => ({ key, label, numeric: true })
  const [value = 0] = spec.values
  const label = (row: Cells[number], place: number | null) => (place === null ? '' : (row[place] ?? ''))
  if (spec.kind === 'histogram') {
    const numbers = cells.flatMap((row) => toNumber(row[value]) ?? [])
    return { columns: [number('from', words.from), number('to', words.to), number('count', words.count)], rows: bins(numbers) }
  }
  if (spec.kind === 'box-plot') {
    const groups = new Map<string, number[]>()
    for (const row of cells) {
      const found = toNumber(row[value])
      if (found === null) continue
      const key = label(row, spec.x)
      const group = groups.get(key)
      if (group) group.push(found)
      else groups.set(key, [found])
    }
    const rows = [...groups].map(([key, numbers]) => {
      const sorted = numbers.sort((a, b) => a - b)
      return [key, ...[0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share)), sorted.length]
    })
    return { columns: [text('x', name(spec.x)), number('min', words.min), number('q1', words.q1), number('median', words.median), number('q3', words.q3), number('max', words.max), number('count', words.count)], rows }
  }
  if (spec.kind === 'heatmap') return { columns: [text('x', name(spec.x)), text('y', name(spec.series)), number('value', name(value))], rows: cells.map((row) => [label(row, spec.x), label(row, spec.series), toNumber(row[value])]) }
  const x = spec.kind === 'scatter' ? number('x', name(spec.x)) : text('x', name(spec.x))
  const rows = cells.map((row) => [
    spec.kind === 'scatter' ? toNumber(row[spec.x ?? 0]) : label(row, spec.x),
    ...(spec.series === null ? [] : [label(row, spec.series)]),
    ...spec.values.map((place) => toNumber(row[place])),
  ])
  return { columns: [x, ...(spec.series === null ? [] : [text('series', name(spec.series))]), ...spec.values.map((place, index) => number(`value${index + 1}`, name(place)))], rows }
}
