import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    process.exit(130)
  })
}

/**
 * Runs a program in the project's folder and waits for it. What it prints is shown, or kept where `quiet`.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] })
    running.add(child)
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    const finish = (code, output = Buffer.concat(chunks).toString()) => {
      running.delete(child)
      resolve({ code, output })
    }
    child.on('error', (error) => finish(127, `${command}: ${error.message}`))
    child.on('close', (code, signal) => (signal ? finish(1, `${Buffer.concat(chunks)}\n${command} was ended by ${signal}`) : finish(code ?? 1)))
  })
}

/** The path of a program that a package of the project brings. */
export function binary(name) {
  return `${root}node_modules/.bin/${name}`
}
