import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'

const known = new WeakMap<object, Map<string, unknown>>()

/**
 * What work finds over runs of forms, in parts that add up: a whole year is worked through once and kept as long as `owner`
 * is there, all other runs together each time. `name` tells the kind of work, with whatever else it depends on.
 */
export function partsOf<Part>(owner: object, name: string, { yearStarts }: Pick<FormsCells, 'yearStarts'>, runs: readonly Run[], work: (runs: readonly Run[]) => Part): readonly Part[] {
  const kept = known.get(owner) ?? new Map<string, unknown>()
  known.set(owner, kept)
  const isYear = ({ from, to }: Run) => yearStarts[yearStarts.indexOf(from) + 1] === to
  const parts = runs.filter(isYear).map((run) => {
    const key = `${name} ${run.from}`
    // This work put it there.
    const part = (kept.get(key) ?? work([run])) as Part
    kept.set(key, part)
    return part
  })
  const others = runs.filter((run) => !isYear(run))
  return others.length === 0 ? parts : [...parts, work(others)]
}

/** Sums of parts, place by place. */
export function addedParts(parts: readonly Float64Array[], size: number): Float64Array {
  const sums = new Float64Array(size)
  for (const part of parts) for (let at = 0; at < size; at += 1) sums[at] = (sums[at] as number) + (part[at] as number)
  return sums
}
