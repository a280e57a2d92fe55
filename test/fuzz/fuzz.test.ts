import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { fuzzRuns as brokenRuns } from './broken-runs.ts'
import { fuzzRuns } from './fuzz-runs.ts'

interface Outcomes {
  readonly outcomes: readonly { readonly name: string; readonly cases: number; readonly failure: string | null }[]
}

const file = '.cache/fuzz.json'
let outcomes: Outcomes['outcomes'] = []

describe('5,000 random inputs', () => {
  // In a process and threads of their own, so that one that hangs or eats memory is ended and named.
  beforeAll(async () => {
    rmSync(file, { force: true })
    await new Promise((done) => void execFile(process.execPath, ['.tools/fuzz.mjs', '--cases', '5000', '--json', file], { env: { ...process.env, JILAN_TRUST_RUN: 'test' } }, done))
    outcomes = (JSON.parse(readFileSync(file, 'utf8')) as Outcomes).outcomes
  }, 900_000)

  it.each(fuzzRuns)('$name: nothing thrown, nothing endless, and what was read holds', ({ name, share }) => {
    const outcome = outcomes.find((each) => each.name === name)
    expect(outcome?.failure).toBeNull()
    expect(outcome?.cases).toBeGreaterThanOrEqual(5000 * share)
  })

  it('is shared out whole', () => {
    expect(fuzzRuns.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })
})

describe('the watch over them', () => {
  const words: Readonly<Record<string, string>> = { throws: 'as it was told', hangs: 'did not end within 3 s', 'eats memory': 'out of memory' }

  it.each(brokenRuns)('sees a reader that $name', { timeout: 300_000 }, async ({ name }) => {
    const call = ['.tools/fuzz.mjs', '--cases', '1', '--patience', name === 'hangs' ? '3' : '200', '--runs', 'test/fuzz/broken-runs.ts', '--only', name]
    const { code, output } = await new Promise<{ readonly code: number; readonly output: string }>((done) => void execFile(process.execPath, call, (error, stdout) => done({ code: error ? 1 : 0, output: stdout })))
    expect(code).toBe(1)
    expect(output).toContain(words[name])
  })
})
