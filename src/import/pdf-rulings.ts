import type { Ruling } from './pdf-grid.ts'

type Matrix = readonly [number, number, number, number, number, number]
/** The codes that this reads of what pdf.js calls OPS. */
export interface PdfOperators {
  readonly save: number
  readonly restore: number
  readonly transform: number
  readonly constructPath: number
  readonly stroke: number
  readonly closeStroke: number
  readonly fill: number
  readonly eoFill: number
  readonly fillStroke: number
  readonly eoFillStroke: number
  readonly closeFillStroke: number
  readonly closeEOFillStroke: number
  readonly paintFormXObjectBegin: number
  readonly paintFormXObjectEnd: number
}
export interface OperatorList {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

const identity: Matrix = [1, 0, 0, 1, 0, 0]
const thin = 3
const mostRulings = 20_000

function times(left: Matrix, right: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = right
  return [left[0] * a + left[2] * b, left[1] * a + left[3] * b, left[0] * c + left[2] * d, left[1] * c + left[3] * d, left[0] * e + left[2] * f + left[4], left[1] * e + left[3] * f + left[5]]
}

function numbersOf(value: unknown): readonly number[] {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array ? Array.from(value, Number) : []
}

type Point = readonly [number, number]

/** The corners of each part of a path. Its numbers are steps: 0 move, 1 line, 2 and 3 curves, 4 close (pdf.js 5). */
function subpaths(data: readonly number[], matrix: Matrix): readonly (readonly Point[])[] {
  const paths: Point[][] = []
  const point = (at: number): Point => {
    const [px, py] = [data[at] ?? 0, data[at + 1] ?? 0]
    return [matrix[0] * px + matrix[2] * py + matrix[4], matrix[1] * px + matrix[3] * py + matrix[5]]
  }
  let at = 0
  while (at < data.length) {
    const step = data[at]
    if (step === 0) paths.push([point(at + 1)])
    else if (step === 1) paths.at(-1)?.push(point(at + 1))
    else if (step === 4) {
      const [first] = paths.at(-1) ?? []
      if (first) paths.at(-1)?.push(first)
    }
    at += step === 0 || step === 1 ? 3 : step === 2 ? 7 : step === 3 ? 5 : 1
  }
  return paths
}

function box(points: readonly Point[]): readonly [number, number, number, number] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function toRuling(points: readonly Point[]): Ruling | null {
  const [left, bottom, right, top] = box(points)
  if (top - bottom <= thin && right - left > thin) return { kind: 'across', at: (top + bottom) / 2, from: left, to: right }
  return right - left <= thin && top - bottom > thin ? { kind: 'down', at: (left + right) / 2, from: bottom, to: top } : null
}

/** The straight lines that a page draws: thin filled boxes, stroked lines and the sides of stroked boxes. */
export function readRulings(list: OperatorList, ops: PdfOperators): readonly Ruling[] {
  const strokes = [ops.stroke, ops.closeStroke, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke]
  const fills = [ops.fill, ops.eoFill, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke]
  const rulings: Ruling[] = []
  const stack: Matrix[] = []
  let matrix = identity
  list.fnArray.forEach((operator, index) => {
    const args = list.argsArray[index]
    if (operator === ops.save || operator === ops.paintFormXObjectBegin) {
      stack.push(matrix)
      if (operator === ops.paintFormXObjectBegin && Array.isArray(args)) matrix = times(matrix, numbersOf(args[0]))
    } else if (operator === ops.restore || operator === ops.paintFormXObjectEnd) matrix = stack.pop() ?? identity
    else if (operator === ops.transform) matrix = times(matrix, numbersOf(args))
    else if (operator === ops.constructPath && Array.isArray(args) && rulings.length < mostRulings) {
      const [paint, data] = args as readonly unknown[]
      const path = numbersOf(Array.isArray(data) ? data[0] : null)
      for (const points of subpaths(path, matrix)) {
        const whole = toRuling(points)
        if (whole && (fills.includes(Number(paint)) || strokes.includes(Number(paint)))) rulings.push(whole)
        else if (strokes.includes(Number(paint))) for (let side = 1; side < points.length; side += 1) rulings.push(...(toRuling(points.slice(side - 1, side + 1)) ? [toRuling(points.slice(side - 1, side + 1)) as Ruling] : []))
      }
    }
  })
  return rulings
}
