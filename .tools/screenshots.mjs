// Pictures of every view, to look at: node .tools/screenshots.mjs [only this view …] → .cache/screenshots
// Those of the README: node .tools/screenshots.mjs --readme → docs/images
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as executablePath, chromiumFlags } from './chromium.mjs'
import { readySite } from './ready-site.mjs'
import { root } from './run.mjs'
import { serveFolder } from './serve.mjs'

await readySite()
const { chromium } = await import('playwright-core')

const folder = join(root, '.cache/screenshots')
const forReadme = process.argv.includes('--readme')
const only = forReadme ? ['overview', 'project-real'] : process.argv.slice(2)
const widths = forReadme
  ? [[1440, 1100]]
  : [
      [1440, 900],
      [1024, 768],
      [390, 844],
    ]
mkdirSync(folder, { recursive: true })
mkdirSync(join(root, 'docs/images'), { recursive: true })
const site = await serveFolder(join(root, 'dist'))
const browser = await chromium.launch({ executablePath, args: chromiumFlags })

/** Until the view's code is there the page is ready as it was. */
async function ready(page, address) {
  const view = address === '#/nowhere' ? 'not-found' : /^#\/([a-z-]+)/.exec(address)[1]
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.locator(`main[data-view="${view}"]:is([data-state="ready"], [data-state="error"])`).waitFor({ timeout: 60_000 })
}

/** The addresses of all views: those of one department, project and indicator from the tables that lead there. */
async function addresses(page) {
  const firstKey = async (route, table) => {
    await page.goto(`${site.url}/#/${route}`)
    await ready(page, `#/${route}`)
    return encodeURIComponent((await page.locator(`[data-table="${table}"] [data-key]`).first().getAttribute('data-key')) ?? '')
  }
  const fixed = ['overview', 'departments', 'projects', 'indicators', 'cuts', 'watchlist', 'audit', 'report', 'sql', 'data'].map((name) => [name, `#/${name}`])
  return [
    ...fixed,
    ['department', `#/department/${await firstKey('departments', 'departments')}`],
    ['project', `#/project/${await firstKey('projects', 'projects')}`],
    ['project-real', `#/project/${await firstKey('projects?data=songjiang-2023', 'projects')}?data=songjiang-2023`],
    ['indicator', `#/indicator/${await firstKey('indicators', 'indicators')}`],
    ['compare', '#/compare?compare=year'],
    ['compare-departments', '#/compare?compare=department'],
    ['overview-real', '#/overview?data=songjiang-2023'],
    ['overview-en', '#/overview?lang=en'],
    ...fixed.slice(1).map(([name, address]) => [`${name}-en`, `${address}?lang=en`]),
    ['unknown', '#/nowhere'],
  ].filter(([name]) => only.length === 0 || only.includes(name))
}

for (const [width, height] of widths) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && console.log(`${page.url()}: ${message.text()}`))
  page.on('pageerror', (error) => console.log(`${page.url()}: ${error}`))
  for (const [name, address] of await addresses(page)) {
    for (const theme of forReadme ? ['light'] : ['light', 'dark']) {
      await page.goto(`${site.url}/${address}${address.includes('?') ? '&' : '?'}theme=${theme}`)
      await ready(page, address).catch(() => console.log(`${name} at ${width}: never ready`))
      await page.waitForTimeout(350)
      if (forReadme && name === 'project-real') await page.locator('[data-table="funds"]').first().evaluate((form) => form.closest('article')?.scrollIntoView())
      if (forReadme) await page.screenshot({ path: join(root, 'docs/images', `${name.replace('-real', '')}.png`) })
      else await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true })
    }
  }
  await context.close()
}
await browser.close()
await site.close()
console.log(`Screenshots are in ${forReadme ? 'docs/images' : folder}`)
process.exit(0)
