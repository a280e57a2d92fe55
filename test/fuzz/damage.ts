import * as fc from 'fast-check'

/** One thing that goes wrong with a file on its way: places are shares of its length. */
type Harm =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'overwrite'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'move'; readonly at: number; readonly from: number; readonly length: number }

const place = fc.double({ min: 0, max: 1, noNaN: true })
const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 })

const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('drop' as const), at: place, length: fc.nat(400) }),
  fc.record({ kind: fc.constant('overwrite' as const), at: place, bytes }),
  fc.record({ kind: fc.constant('insert' as const), at: place, bytes }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, length: fc.nat(200), times: fc.integer({ min: 2, max: 20 }) }),
  fc.record({ kind: fc.constant('move' as const), at: place, from: place, length: fc.nat(300) }),
)

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function apply(file: Uint8Array, one: Harm): Uint8Array {
  const at = Math.floor(one.at * file.length)
  const [before, after] = [file.subarray(0, at), file.subarray(at)]
  switch (one.kind) {
    case 'cut':
      return before
    case 'drop':
      return joined(before, after.subarray(one.length))
    case 'overwrite':
      return joined(before, one.bytes.subarray(0, after.length), after.subarray(one.bytes.length))
    case 'insert':
      return joined(before, one.bytes, after)
    case 'repeat':
      return joined(before, ...Array.from({ length: one.times }, () => after.subarray(0, one.length)), after)
    case 'move': {
      const from = Math.floor(one.from * file.length)
      return joined(before, file.subarray(from, from + one.length), after)
    }
  }
}

/** A file of which up to four places were harmed; now and then it is whole. */
export function damaged(files: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.tuple(files, fc.array(harm, { maxLength: 4 })).map(([file, harms]) => harms.reduce(apply, file))
}
