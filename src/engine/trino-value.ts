import { integerValue } from './answer-value.ts'
import type { AnswerValue } from './engine.ts'
import { parseTypeSignature, type TypeSignature } from './trino-reply.ts'

function nestedTypes(type: TypeSignature): readonly { readonly name: string | null; readonly type: TypeSignature }[] {
  return type.arguments.flatMap(({ value }) => {
    const plain = parseTypeSignature(value)
    if (plain) return [{ name: null, type: plain }]
    if (typeof value !== 'object' || value === null || !('typeSignature' in value)) return []
    const inner = parseTypeSignature(value.typeSignature)
    const field = 'fieldName' in value && typeof value.fieldName === 'object' && value.fieldName !== null && 'name' in value.fieldName ? String(value.fieldName.name) : null
    return inner ? [{ name: field, type: inner }] : []
  })
}

/** A nested value as DuckDB prints it: [1, 2], {'a': 1}, {k=v}. */
function nestedText(type: TypeSignature, value: unknown): string {
  const parts = nestedTypes(type)
  const inside = (part: TypeSignature | undefined, item: unknown) => (item === null || item === undefined ? 'NULL' : part ? String(toTrinoValue(part, item)) : String(item))
  if (type.rawType === 'array' && Array.isArray(value)) return `[${value.map((item) => inside(parts[0]?.type, item)).join(', ')}]`
  if (type.rawType === 'row' && Array.isArray(value)) return parts.every(({ name }) => name === null) ? `(${value.map((item, index) => inside(parts[index]?.type, item)).join(', ')})` : `{${value.map((item, index) => `'${parts[index]?.name ?? ''}': ${inside(parts[index]?.type, item)}`).join(', ')}}`
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, item]) => `${key}=${inside(parts[1]?.type, item)}`).join(', ')}}`
  return String(value)
}

/** One value of Trino's JSON as an answer of the port carries it. Decimals come as text, exact. */
export function toTrinoValue(type: TypeSignature, value: unknown): AnswerValue {
  if (value === null || value === undefined) return null
  switch (type.rawType) {
    case 'boolean':
      return Boolean(value)
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return Number(value)
    case 'bigint':
      return typeof value === 'string' ? integerValue(BigInt(value)) : Number(value)
    case 'array':
    case 'map':
    case 'row':
      return nestedText(type, value)
    case 'timestamp':
    case 'time':
      // 10:00:00.500 is 10:00:00.5 to DuckDB.
      return String(value).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    default:
      return String(value)
  }
}
