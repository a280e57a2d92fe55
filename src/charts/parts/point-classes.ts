/** A point of a scatter chart: where it lies, the place of its row, and how it looks. */
export interface Point {
  readonly at: readonly [x: number, y: number]
  readonly row: number
  readonly symbol: 'circle' | 'triangle'
  /** Pixels. */
  readonly size: number
}

const steps = { circle: 2, triangle: 4 } as const
const [smallest, largest] = [4, 20]

/** Below it ECharts draws a series point by point; drawing none at once it does not survive. */
const mostOnTheirOwn = 1

const idOf = (symbol: Point['symbol'], size: number) => `${symbol}-${size}`
const kinds = (['circle', 'triangle'] as const).flatMap((symbol) =>
  Array.from({ length: (largest - smallest) / steps[symbol] + 1 }, (_, place) => ({ symbol, size: smallest + place * steps[symbol] })),
)

/**
 * Series data for thousands of points, by symbol and by size to the nearest step: a class is one drawing, where a drawing
 * for each point takes longer than a frame. Always the same classes, empty ones too, so that no series comes or goes.
 */
export function pointClasses(points: readonly Point[]) {
  const found = new Map<string, number[]>()
  for (const { at, row, symbol, size } of points) {
    const id = idOf(symbol, smallest + Math.round((Math.min(size, largest) - smallest) / steps[symbol]) * steps[symbol])
    const values = found.get(id) ?? []
    values.push(...at, row)
    found.set(id, values)
  }
  return kinds.map(({ symbol, size }) => {
    const id = idOf(symbol, size)
    return { id, symbol, symbolSize: size, large: true, largeThreshold: mostOnTheirOwn, dimensions: ['x', 'y', 'row'], data: Float64Array.from(found.get(id) ?? []) }
  })
}
