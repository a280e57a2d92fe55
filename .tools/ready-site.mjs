import { buildSite } from './build.mjs'
import { installChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'

/** Brings packages and browser and builds the site. Ends the process, saying why, where one of them can't be had. */
export async function readySite() {
  await installPackages()
  const missing = await installChromium()
  if (missing) {
    console.error(missing)
    process.exit(1)
  }
  const { code, output } = await buildSite()
  if (code === 0) return
  console.error(output)
  process.exit(1)
}
