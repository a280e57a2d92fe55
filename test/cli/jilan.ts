import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '@/cli/run.ts'

export const project = fileURLToPath(new URL('../..', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs the command line as a process of its own, as a person does. */
export function jilan(words: readonly string[], { input = '', cwd = project }: { readonly input?: string; readonly cwd?: string } = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(project, '.tools/jilan.mjs'), ...words], { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
    let [out, error] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, error }))
    child.stdin.end(input)
  })
}

/** The same call in this process: quicker, for what doesn't need a process of its own. */
export async function jilanHere(words: readonly string[]): Promise<Outcome> {
  let [out, error] = ['', '']
  const code = await run(words, { out: async (text) => void (out += text), error: (text) => void (error += text), isTerminal: false })
  return { code, out, error }
}

/** A folder of its own for a test, and how to get rid of it. */
export async function openTempFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'jilan-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
