interface Point {
  readonly value: number | null
}

const lastOf = (points: readonly Point[]) => points.findLast(({ value }) => value !== null)?.value ?? null

/** Whether the first of two lines has its last name and percentage above the other's: where it ends higher, or they end alike. */
export function endsAbove(first: readonly Point[], second: readonly Point[]): boolean {
  const [one, other] = [lastOf(first), lastOf(second)]
  return one === null || other === null || one >= other
}

/** A line's name and last percentage (of 100) at its end, out of the way of another line's. */
export function endLabel(name: string, color: string, above: boolean) {
  return { show: true, color, fontSize: 12, offset: [0, above ? -7 : 7] as [number, number], formatter: (params: { value: unknown }) => `${name} ${Number(params.value).toFixed(1)}%` }
}
