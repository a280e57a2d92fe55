import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** Whether node_modules is missing, half made or older than the lock file. npm writes its own lock copy last. */
function isStale() {
  const installed = join(root, 'node_modules/.package-lock.json')
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Jilan needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Brings node_modules in step with the lock file. Ends the process where that fails. */
export async function installPackages() {
  checkNode()
  if (!isStale()) return
  console.error('Installing packages (npm ci) …')
  const flags = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev']
  const exact = await run('npm', ['ci', ...flags], { quiet: true })
  if (exact.code === 0) return
  // npm ci refuses a lock file without the binaries of every platform, which npm itself leaves out where a registry has
  // only some of them. The lock file still says the versions.
  console.error(`${exact.output.split('\n').slice(0, 3).join('\n')}\nnpm ci failed; trying npm install …`)
  const { code, output } = await run('npm', ['install', '--no-save', ...flags], { quiet: true })
  if (code === 0) return
  console.error(`${output}\nnpm install failed too: see above. Jilan needs its packages from the npm registry once.`)
  process.exit(1)
}
