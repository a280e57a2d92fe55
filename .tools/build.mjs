import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentPolicy } from './content-policy.mjs'
import { precompress } from './precompress.mjs'
import { binary, root, run } from './run.mjs'

const sources = ['src', 'public', 'data', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', '.tools/build.mjs', '.tools/content-policy.mjs', '.tools/offline.mjs', '.tools/package-weights.mjs', '.tools/precompress.mjs']
const stamp = join(root, 'dist/.built-from')

function* filesUnder(path) {
  if (!existsSync(join(root, path))) return
  if (!statSync(join(root, path)).isDirectory()) return yield path
  for (const name of readdirSync(join(root, path)).toSorted()) yield* filesUnder(`${path}/${name}`)
}

/** What the site would be built from now: changes where a source's name or content does. */
function fingerprint() {
  const hash = createHash('sha256').update(`${contentPolicy()}\0`)
  for (const path of sources.flatMap((source) => [...filesUnder(source)])) {
    hash.update(`${path}\0`).update(createHash('sha256').update(readFileSync(join(root, path))).digest())
  }
  return hash.digest('hex')
}

/** Builds `dist/` unless it was built from these very sources. */
export async function buildSite() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { built: false, code: 0, output: '' }
  console.log('Building the site (vite build) …')
  rmSync(stamp, { force: true })
  const { code, output } = await run(binary('vite'), ['build', '--logLevel', 'warn'], { quiet: true, env: { NODE_ENV: 'production' } })
  if (code === 0) {
    await precompress(join(root, 'dist'))
    writeFileSync(stamp, wanted)
  }
  return { built: true, code, output }
}
