import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

async function majorOf(java) {
  const said = await run(java, ['-version'], { timeout: 20_000 }).catch(() => null)
  return Number(/version "(\d+)/.exec(said?.stderr ?? '')?.[1] ?? 0)
}

/** A `java` of at least this major version: of JAVA_HOME, on the path, or where Debian installs them; null for none. */
export async function findJava(least) {
  const homes = await readdir('/usr/lib/jvm').catch(() => [])
  const places = [...(process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin/java')] : []), 'java', ...homes.map((home) => join('/usr/lib/jvm', home, 'bin/java')).filter((path) => existsSync(path))]
  for (const java of places) if ((await majorOf(java)) >= least) return java
  return null
}
