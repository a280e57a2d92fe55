import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { findJava } from './find-java.mjs'
import { release } from './trino-release.mjs'

/** Why the engine can't be had here, in one sentence. */
export class NoClusterError extends Error {
  name = 'NoClusterError'
}

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
const home = join(cache, 'jilan', `trino-${release.version}`)
/** Written last, so a folder that holds it is whole. */
const stamp = join(home, 'sha256')
const archive = join(homedir(), `.m2/repository/io/trino/trino-server/${release.version}/trino-server-${release.version}.tar.gz`)

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 600_000 })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

async function sha256Of(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

async function download() {
  if (existsSync(archive)) return
  console.error(`Fetching Trino ${release.version} (0.8 GB, once) with Maven …`)
  const { code, output } = await run('mvn', ['-B', '-q', 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get', `-Dartifact=${release.coordinates}`, '-Dtransitive=false'])
  const reason = /\[ERROR\] (.*)/.exec(output)?.[1] ?? output.trim().split('\n')[0] ?? ''
  if (code === 127) throw new NoClusterError('The cluster needs Maven (`mvn`) to fetch Trino once, and it is not installed.')
  if (code !== 0 || !existsSync(archive)) throw new NoClusterError(`The cluster needs Trino ${release.version}, which Maven could not fetch: ${reason.slice(0, 300)}`)
}

/** Unpacked beside and moved at the end: another run never sees half of it. Only the Hive plugin is kept. */
async function unpack() {
  const found = await sha256Of(archive)
  if (found !== release.sha256) throw new NoClusterError(`The archive ${archive} is not Trino ${release.version} as released (SHA-256 ${found}): delete it and run this again.`)
  console.error('Unpacking Trino …')
  const beside = `${home}.${process.pid}`
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { recursive: true })
  const { code, output } = await run('tar', ['xzf', archive, '-C', beside, '--strip-components=1'])
  if (code !== 0) throw new NoClusterError(`Trino could not be unpacked into ${beside}: ${output.trim().split('\n')[0] ?? ''}`)
  const plugins = join(beside, 'plugin')
  for (const plugin of await readdir(plugins)) if (plugin !== 'hive') await rm(join(plugins, plugin), { recursive: true })
  await writeFile(join(beside, 'sha256'), found)
  await rm(home, { recursive: true, force: true })
  await rename(beside, home)
}

/** Where Trino lies and which Java runs it; fetched, checked and unpacked the first time. Throws NoClusterError. */
export async function fetchTrino() {
  const java = await findJava(release.java)
  if (!java) throw new NoClusterError(`The cluster needs Java ${release.java} or later (JAVA_HOME or /usr/lib/jvm), and this machine has none.`)
  if (!existsSync(stamp)) {
    await download()
    await unpack()
  }
  return { home, java }
}
