// npm run soak [-- --minutes N] [--seed S]: random use of the built site, every settled view held against native DuckDB.
import { installChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'
import { binary, run } from './run.mjs'

function option(name, otherwise) {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : process.argv[at + 1]
}

const minutes = Number(option('--minutes', '30'))
const seed = Number(option('--seed', '2023'))
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('--minutes takes a number above 0, --seed a whole number')
  process.exit(1)
}
await installPackages()
const missing = await installChromium()
if (missing) {
  console.error(missing)
  process.exit(1)
}
const { code } = await run(binary('vitest'), ['run', '--project', 'browser', 'test/browser/soak.test.ts'], { env: { JILAN_SOAK_MINUTES: String(minutes), JILAN_SOAK_SEED: String(seed), JILAN_TRUST_RUN: 'soak' } })
process.exit(code)
