const digit = 65_536

/**
 * The places of whole amounts, the largest first, equals as they stand, absent ones (NaN) last. The largest and the least lie
 * less than 2^53 apart. Sorts by 16 bits at a time: comparing hundreds of thousands takes six times as long.
 */
export function largestFirst(amounts: Float64Array): Uint32Array<ArrayBuffer> {
  const count = amounts.length
  let [largest, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let at = 0; at < count; at += 1) {
    const amount = amounts[at] as number
    if (amount > largest) largest = amount
    if (amount < least) least = amount
  }
  const last = largest < least ? 0 : largest - least + 1
  const below = new Float64Array(count)
  for (let at = 0; at < count; at += 1) below[at] = Number.isNaN(amounts[at]) ? last : largest - (amounts[at] as number)
  let [from, to] = [new Uint32Array(count), new Uint32Array(count)]
  for (let at = 0; at < count; at += 1) from[at] = at
  for (let unit = 1; unit <= last; unit *= digit) {
    const digitOf = (at: number) => Math.trunc((below[at] as number) / unit) % digit
    const starts = new Uint32Array(digit + 1)
    for (let at = 0; at < count; at += 1) starts[digitOf(at) + 1] = (starts[digitOf(at) + 1] as number) + 1
    for (let at = 0; at < digit; at += 1) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number)
    for (let place = 0; place < count; place += 1) {
      const at = from[place] as number
      const start = starts[digitOf(at)] as number
      to[start] = at
      starts[digitOf(at)] = start + 1
    }
    ;[from, to] = [to, from]
  }
  return from
}
