import { DataType, type Field, type Vector } from 'apache-arrow'
import { dateText, decimalText, integerValue } from './answer-value.ts'
import type { AnswerValue } from './engine.ts'

/** 128 bits in two's complement, as Arrow's JavaScript hands over a decimal: four words, the lowest first. */
function unscaled(words: Uint32Array): bigint {
  const value = [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  return BigInt.asIntN(words.length * 32, value)
}

function isWords(value: unknown): value is Uint32Array {
  return ArrayBuffer.isView(value)
}

/** Reads one column of an Arrow batch by row. The only place where Arrow's types become the product's. */
export function columnReader(field: Field, vector: Vector): (row: number) => AnswerValue {
  const { type } = field
  const read: (value: unknown) => AnswerValue = (() => {
    if (DataType.isDecimal(type)) {
      // DuckDB hands HUGEINT, such as a sum of integers, over as DECIMAL(38,0).
      if (type.precision === 38 && type.scale === 0) return (value: unknown) => (isWords(value) ? integerValue(unscaled(value)) : String(value))
      return (value: unknown) => (isWords(value) ? decimalText(unscaled(value), type.scale) : String(value))
    }
    if (DataType.isInt(type)) return (value: unknown) => (typeof value === 'bigint' ? integerValue(value) : Number(value))
    if (DataType.isFloat(type)) return Number
    if (DataType.isBool(type)) return Boolean
    if (DataType.isDate(type)) return (value: unknown) => dateText(Number(value))
    return String
  })()
  return (row) => {
    const value: unknown = vector.get(row)
    return value === null || value === undefined ? null : read(value)
  }
}
