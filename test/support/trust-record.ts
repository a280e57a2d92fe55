import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a test of trust is about; `.tools/trust-table.mjs` has the titles and their order. */
export type TrustArea = 'content' | 'exports' | 'engine' | 'answers' | 'offline' | 'access' | 'languages' | 'work' | 'fuzz' | 'soak' | 'dependencies'

export interface TrustSubject {
  readonly area: TrustArea
  /** What was tried, as a line of the table says it: "hostile names in every view". */
  readonly what: string
  /** What is counted: "names × views". */
  readonly unit: string
}

export interface TrustTally {
  /** Runs one try: counts it, and counts it as failed where it throws; the error goes on. */
  readonly attempt: <T>(work: () => T | Promise<T>) => Promise<T>
  /** Counts tries that were made elsewhere, such as the cases of a property. */
  readonly add: (counts: { readonly tried: number; readonly failed?: number }) => void
  /** A figure worth its place in the table: "seed 7", "peak 212 MB". The last of each name stands. */
  readonly note: (name: string, value: string | number) => void
  /** Writes the record. Call it in `afterAll`, so that a run that fails is told too. */
  readonly write: () => void
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * One line of the table of trust, made by the run itself. A record is `.cache/trust/RUN/ID.json`; RUN is `test`, or what
 * JILAN_TRUST_RUN says (`fuzz`, `soak`). `npm test` clears its records first and prints them as a table at its end;
 * `node .tools/trust-table.mjs --write` puts the last records of each run into docs/trust.md.
 */
export function trustTally(id: string, subject: TrustSubject): TrustTally {
  let tried = 0
  let failed = 0
  const notes: Record<string, string | number> = {}
  return {
    attempt: async (work) => {
      tried += 1
      try {
        return await work()
      } catch (error) {
        failed += 1
        throw error
      }
    },
    add: (counts) => {
      tried += counts.tried
      failed += counts.failed ?? 0
    },
    note: (name, value) => void (notes[name] = value),
    write: () => {
      const folder = join(root, '.cache/trust', process.env['JILAN_TRUST_RUN'] ?? 'test')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${id}.json`), `${JSON.stringify({ id, ...subject, tried, failed, notes })}\n`)
    },
  }
}
