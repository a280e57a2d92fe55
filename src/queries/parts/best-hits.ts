/** What a search found: how often it occurs, and whether its name starts with the text. */
export interface Hit {
  readonly times: number
  readonly isStart: boolean
}

/** Hits of a kind that are shown. */
export const mostHits = 6

/** The hits shown of a kind, in one pass: names that start with the text, then what occurs most, then as `compareNames` has it. */
export function bestHits<H extends Hit>(hits: Iterable<H>, compareNames: (a: H, b: H) => number): readonly H[] {
  const compare = (a: H, b: H) => Number(b.isStart) - Number(a.isStart) || b.times - a.times || compareNames(a, b)
  const found: H[] = []
  for (const hit of hits) {
    const last = found[mostHits - 1]
    if (last && compare(hit, last) > 0) continue
    const at = found.findIndex((other) => compare(hit, other) < 0)
    found.splice(at < 0 ? found.length : at, 0, hit)
    found.length = Math.min(found.length, mostHits)
  }
  return found
}
