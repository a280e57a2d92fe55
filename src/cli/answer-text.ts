import type { NestedValue } from '@/engine/native-value.ts'

/** JSON text of a value; a double that JSON has no number for is its name as text. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part))
}

/** A value as one cell of text, nested ones as JSON; null is absent. */
export function toCellText(value: NestedValue): string | null {
  if (value === null) return null
  return typeof value === 'object' ? toJson(value) : String(value)
}

/** Column names made different from each other: a second `sum` is `sum_1`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let count = 1; seen.has(free) || (free !== name && taken.has(free)); count += 1) free = `${name}_${count}`
    seen.add(free)
    return free
  })
}
