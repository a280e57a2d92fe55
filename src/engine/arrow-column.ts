import { Bool, Decimal, Float32, Float64, Int16, Int32, Int64, Int8, makeData, Vector, type DataType } from 'apache-arrow'
import { textVector } from './arrow-stream.ts'
import type { TypeSignature } from './trino-reply.ts'
import { toTrinoValue } from './trino-value.ts'

type Cells = readonly unknown[]

function isAbsent(cell: unknown): boolean {
  return cell === null || cell === undefined
}

/** A bit a row, the lowest first, set where the test holds. */
function bitsOf(cells: Cells, test: (cell: unknown) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(cells.length / 64) * 8)
  cells.forEach((cell, row) => {
    if (test(cell)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
  })
  return bits
}

function vectorOf<T extends DataType>(type: T, cells: Cells, data: unknown): Vector {
  const nullCount = cells.reduce((count: number, cell) => count + Number(isAbsent(cell)), 0)
  // Which buffer a type takes can't be told to the compiler for a type of a value.
  return new Vector([makeData({ type, length: cells.length, nullCount, nullBitmap: bitsOf(cells, (cell) => !isAbsent(cell)), data } as never)])
}

/** Unscaled integers in 128 bits, the lower half first. */
function decimalWords(cells: Cells): Uint32Array {
  const halves = new BigUint64Array(cells.length * 2)
  cells.forEach((cell, row) => {
    if (isAbsent(cell)) return
    const bits = BigInt.asUintN(128, BigInt(String(cell).replace('.', '')))
    halves[row * 2] = BigInt.asUintN(64, bits)
    halves[row * 2 + 1] = bits >> 64n
  })
  return new Uint32Array(halves.buffer)
}

const numbers = (cells: Cells) => cells.map((cell) => (isAbsent(cell) ? 0 : Number(cell)))

/** Precision and scale of a decimal's type. */
function decimalOf({ arguments: parts }: TypeSignature): Decimal {
  const [precision, scale] = parts.map(({ value }) => Number(value))
  return new Decimal(scale ?? 0, precision ?? 38, 128)
}

/** Cells of one column as Trino's JSON has them, as an Arrow column: numbers exact, all that is no number or boolean as text. */
export function toArrowColumn(type: TypeSignature, cells: Cells): Vector {
  switch (type.rawType) {
    case 'boolean':
      return vectorOf(new Bool(), cells, bitsOf(cells, (cell) => cell === true))
    case 'tinyint':
      return vectorOf(new Int8(), cells, Int8Array.from(numbers(cells)))
    case 'smallint':
      return vectorOf(new Int16(), cells, Int16Array.from(numbers(cells)))
    case 'integer':
      return vectorOf(new Int32(), cells, Int32Array.from(numbers(cells)))
    case 'bigint':
      return vectorOf(new Int64(), cells, BigInt64Array.from(cells, (cell) => (isAbsent(cell) ? 0n : BigInt(String(cell)))))
    case 'real':
      return vectorOf(new Float32(), cells, Float32Array.from(numbers(cells)))
    case 'double':
      return vectorOf(new Float64(), cells, Float64Array.from(numbers(cells)))
    case 'decimal':
      return vectorOf(decimalOf(type), cells, decimalWords(cells))
    default:
      return textVector(cells.map((cell) => (isAbsent(cell) ? null : String(toTrinoValue(type, cell)))))
  }
}
