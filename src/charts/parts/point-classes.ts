/** Points of a scatter chart: where each lies, and how it looks. */
export interface Points {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Pixels. */
  readonly size: Float64Array
  /** 1 for a triangle, 0 for a circle. */
  readonly isTriangle: Uint8Array
}

const steps = { circle: 2, triangle: 4 } as const
const [smallest, largest] = [4, 20]

/** Below it ECharts draws a series point by point; drawing none at once it does not survive. */
const mostOnTheirOwn = 1

const kinds = (['circle', 'triangle'] as const).flatMap((symbol) =>
  Array.from({ length: (largest - smallest) / steps[symbol] + 1 }, (_, place) => ({ symbol, size: smallest + place * steps[symbol] })),
)
const firstTriangle = kinds.findIndex(({ symbol }) => symbol === 'triangle')

/** The kind that a point is drawn as, by its place among them: its symbol, and its size to the nearest step. */
function kindOf({ size, isTriangle }: Points, point: number): number {
  const above = Math.min(size[point] as number, largest) - smallest
  return isTriangle[point] === 1 ? firstTriangle + Math.round(above / steps.triangle) : Math.round(above / steps.circle)
}

/**
 * Series data for some of thousands of points, by symbol and by size to the nearest step: a class is one drawing, where a
 * drawing for each point takes longer than a frame. Always the same classes, empty ones too, so that no series comes or goes.
 */
export function pointClasses(points: Points, held: Uint32Array) {
  const kind = Uint8Array.from(held, (point) => kindOf(points, point))
  const ends = new Uint32Array(kinds.length)
  for (const each of kind) ends[each] = (ends[each] as number) + 3
  const classes = kinds.map(({ symbol, size }, place) => ({ id: `${symbol}-${size}`, symbol, symbolSize: size, large: true, largeThreshold: mostOnTheirOwn, dimensions: ['x', 'y', 'row'], data: new Float64Array(ends[place] as number) }))
  ends.fill(0)
  for (const [place, point] of held.entries()) {
    const each = kind[place] as number
    const at = ends[each] as number
    classes[each]?.data.set([points.x[point] as number, points.y[point] as number, point], at)
    ends[each] = at + 3
  }
  return classes
}
