import { existsSync } from 'node:fs'
import { run } from './run.mjs'

/** Where the browser is: Debian's place, or what CHROMIUM says. */
export const chromium = process.env.CHROMIUM || '/usr/bin/chromium'

/**
 * How Chromium starts as root on a machine with no screen. No name resolves but the site's: what a page asks of the outside
 * fails, whoever asks.
 */
export const chromiumFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--lang=zh-CN', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']

async function missing() {
  const { code, output } = await run('fc-list', [':lang=zh', 'family'], { quiet: true })
  return [existsSync(chromium) ? [] : ['chromium'], code === 0 && output.trim() !== '' ? [] : ['fonts-noto-cjk']].flat()
}

/** Brings Chromium and a font with Chinese, on Debian as root. Gives what went wrong, or null. */
export async function installChromium() {
  const wanted = await missing()
  if (wanted.length === 0) return null
  const command = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`
  if (process.getuid?.() !== 0) return `The browser tests need ${wanted.join(' and ')}. Run: sudo ${command}`
  console.log(`Installing ${wanted.join(', ')} (apt-get) …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update', '-q'], { quiet: true, env })
  const { code, output } = await run('apt-get', command.split(' ').slice(1), { quiet: true, env })
  if (code === 0 && (await missing()).length === 0) return null
  return `${updated.code === 0 ? '' : updated.output}${output}\nCould not install ${wanted.join(' and ')}: see above.`
}
