import * as fc from 'fast-check'

/** One reader under random input. `holds` throws where an invariant breaks; what it reads must never throw by itself. */
export interface FuzzTarget<Input> {
  readonly name: string
  /** Its part of all cases; the shares of all targets add up to 1. */
  readonly share: number
  readonly cases: fc.Arbitrary<Input>
  readonly holds: (input: Input) => void | Promise<void>
}

export interface FuzzOutcome {
  readonly cases: number
  /** The shrunk input and what broke, in words; null where all held. */
  readonly failure: string | null
}

/** A target whose kind of input is nobody's business: ready to run. */
export interface FuzzRun {
  readonly name: string
  readonly share: number
  readonly run: (options: { readonly cases: number; readonly seed: number; readonly onCase: (input: string) => void }) => Promise<FuzzOutcome>
}

/** Enough of an input to know it again: files as the text that they are. */
function preview(input: unknown): string {
  return (input instanceof Uint8Array ? JSON.stringify(new TextDecoder().decode(input)) : fc.stringify(input)).slice(0, 1500)
}

function inWords({ counterexample, counterexamplePath, seed, errorInstance }: Pick<fc.RunDetails<readonly unknown[]>, 'counterexample' | 'counterexamplePath' | 'seed' | 'errorInstance'>): string {
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance)
  return `${why}\nseed ${seed}, path ${counterexamplePath}, input ${preview(counterexample?.[0])}`
}

/** Makes a target ready to run: as many cases as asked for, the same for the same seed. */
export function fuzzRun<Input>({ name, share, cases: inputs, holds }: FuzzTarget<Input>): FuzzRun {
  return {
    name,
    share,
    run: async ({ cases, seed, onCase }) => {
      const law = fc.asyncProperty(inputs, async (input) => {
        onCase(preview(input).slice(0, 300))
        await holds(input)
      })
      const details = await fc.check(law, { numRuns: cases, seed, maxSkipsPerRun: 10 })
      return { cases: details.numRuns, failure: details.failed ? inWords(details) : null }
    },
  }
}
