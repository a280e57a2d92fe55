import { isNumberType } from './answer-cell.ts'

export const chartKinds = ['line', 'bar', 'stacked-bar', 'scatter', 'histogram', 'heatmap', 'box-plot'] as const
export type ChartKind = (typeof chartKinds)[number]

/** Which columns of an answer a chart draws, by place. A histogram uses `values` only. */
export interface ChartSpec {
  readonly kind: ChartKind
  readonly x: number | null
  readonly series: number | null
  readonly values: readonly number[]
}

export interface ChartColumn {
  readonly name: string
  readonly type: string
}

export function isNumberColumn(column: ChartColumn | undefined): boolean {
  return column !== undefined && isNumberType(column.type)
}

function isTime(column: ChartColumn): boolean {
  return /^(DATE|TIMESTAMP.*)$/.test(column.type) || /(^|_)(year|年度?)$/i.test(column.name)
}

/** A name of a row rather than a measure of it, though it may be a number. */
function isLabel(column: ChartColumn): boolean {
  return !isNumberColumn(column) || isTime(column) || /(^|_)(id|seq|rank|no)$/i.test(column.name)
}

/** A chart that suits an answer at first sight; null where there is no number to draw. */
export function proposeChart(columns: readonly ChartColumn[], rows: number): ChartSpec | null {
  const places = columns.map((column, place) => ({ column, place }))
  const measures = places.filter(({ column }) => isNumberColumn(column) && !isLabel(column)).map(({ place }) => place)
  const times = places.filter(({ column }) => isTime(column)).map(({ place }) => place)
  const texts = places.filter(({ column }) => isLabel(column) && !isTime(column) && column.type !== 'BOOLEAN').map(({ place }) => place)
  const [first] = measures
  if (first === undefined || rows === 0) {
    const [number] = places.filter(({ column }) => isNumberColumn(column)).map(({ place }) => place)
    return number === undefined || rows === 0 ? null : { kind: 'histogram', x: null, series: null, values: [number] }
  }
  // Amounts beside amounts, counts beside counts: one axis serves one kind of number.
  const family = (place: number) => (columns[place]?.type ?? '').replace(/\(.*/, '').replace('FLOAT', 'DOUBLE')
  const alike = measures.filter((place) => family(place) === family(first))
  const [time] = times
  const [text] = texts
  if (time !== undefined) return text !== undefined && rows > 1 ? { kind: 'line', x: time, series: text, values: [first] } : { kind: 'line', x: time, series: null, values: alike.slice(0, 4) }
  if (text !== undefined && texts.length >= 2 && rows > 12 && rows <= 2000) return { kind: 'heatmap', x: texts[1] ?? text, series: text, values: [first] }
  if (text !== undefined && rows <= 60) return { kind: 'bar', x: text, series: null, values: alike.slice(0, 3) }
  if (measures.length >= 2) return { kind: 'scatter', x: first, series: null, values: [measures[1] ?? first] }
  return { kind: 'histogram', x: null, series: null, values: [first] }
}

/** A chart as it is kept with a query: by column names, so that it survives a column more. */
export function chartSpecText(spec: ChartSpec, columns: readonly ChartColumn[]): string {
  const name = (place: number | null) => (place === null ? null : (columns[place]?.name ?? null))
  return JSON.stringify({ kind: spec.kind, x: name(spec.x), series: name(spec.series), values: spec.values.map(name) })
}

/** Reads a kept chart against an answer's columns; null where it does not fit them. */
export function parseChartSpec(text: string, columns: readonly ChartColumn[]): ChartSpec | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const fields: Readonly<Record<string, unknown>> = { ...value }
    const kind = chartKinds.find((each) => each === fields['kind'])
    const place = (name: unknown) => (typeof name === 'string' ? columns.findIndex((column) => column.name === name) : -1)
    const values = Array.isArray(fields['values']) ? fields['values'].map(place).filter((at) => isNumberColumn(columns[at])) : []
    if (!kind || values.length === 0) return null
    const [x, series] = [place(fields['x']), place(fields['series'])]
    if (kind !== 'histogram' && x === -1) return null
    return { kind, x: x === -1 ? null : x, series: series === -1 ? null : series, values }
  } catch {
    return null
  }
}
