import { benchQuestions, type BenchAsk, type BenchFacts } from '../questions.ts'

/** How long each answer took in milliseconds, the hash of its rows, and who gave it. */
export interface Outcome {
  readonly times: readonly number[]
  readonly hashes: readonly string[]
  readonly by: readonly string[]
}

export interface Answered {
  readonly rows: readonly object[]
  /** Asked for once the time is taken. */
  readonly by: () => string
}

export type Ask = (ask: BenchAsk) => Answered | Promise<Answered>

/** The values of a row by name, in the order of the names. */
function entriesOf(row: object): readonly (readonly [string, unknown])[] {
  return Object.keys(row).toSorted().map((name) => [name, Reflect.get(row, name)] as const)
}

/** The hash by which answers are held against each other, as `native.mjs` makes it. */
export async function hashOf(all: readonly (readonly object[])[]): Promise<string> {
  const answers = all.map((rows) => rows.map(entriesOf))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(answers))))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Reads what a list shows at once, as a table does: by the names of its columns. */
function readShown(rows: readonly object[]): void {
  const names = Object.keys(rows[0] ?? {})
  for (const row of rows.slice(0, 200)) for (const name of names) Reflect.get(row, name)
}

/** What the clock of a page tells apart, in milliseconds; less counts as much. */
const tick = 0.1

/** Asks every value of a question: the quickest of a few rounds each, as native DuckDB is timed. */
export async function measure(ask: Ask, question: number, facts: BenchFacts, rounds: number): Promise<Outcome> {
  const [times, hashes, by]: [number[], string[], Set<string>] = [[], [], new Set()]
  for (const asks of benchQuestions[question]?.values(facts) ?? []) {
    let [best, rows]: [number, (readonly object[])[]] = [Number.POSITIVE_INFINITY, []]
    for (let round = 0; round <= rounds; round += 1) {
      const begun = performance.now()
      const answers = []
      for (const each of asks) {
        // An answer at hand is not waited for, as in the page.
        const answer = ask(each)
        answers.push(answer instanceof Promise ? await answer : answer)
      }
      for (const { rows } of answers) readShown(rows)
      if (round > 0) best = Math.min(best, performance.now() - begun)
      rows = answers.map((answer) => answer.rows)
      for (const answer of answers) by.add(answer.by())
    }
    times.push(Math.max(best, tick))
    hashes.push(await hashOf(rows))
  }
  return { times, hashes, by: [...by] }
}
