// Questions asked in headless Chromium: by the product's own modules, out of what was made ahead and of its engine, and by its peers.
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../run.mjs'
import { withBrowser } from './browser.mjs'
import { summary } from './figures.mjs'

/** Builds the page that asks, apart from the site: nothing of it ships. */
export async function buildBenchPage(outDir) {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, '.tools/bench/page'),
    base: './',
    resolve: { alias: { '@': join(root, 'src') } },
    worker: { format: 'es', plugins: () => [{ name: 'kept-worker-script', transform: (code, id) => (/duckdb-browser-eh[.]worker[.]js$/.test(id) ? { code, moduleSideEffects: true } : null) }] },
    build: { target: 'es2022', outDir, emptyOutDir: true, chunkSizeWarningLimit: 5000 },
  })
}

/** Asks in a browser of its own; `way` is `ahead`, `engine`, `plain` (DuckDB-WASM alone) or `mosaic`. */
export function askInPage({ url, way, manifestUrl, facts, rounds, timeout }) {
  return withBrowser(async ({ page, memory }) => {
    page.setDefaultTimeout(timeout)
    page.on('console', (message) => message.type() === 'warning' && console.log(message.text()))
    await page.goto(url)
    await page.waitForFunction(() => globalThis.bench !== undefined)
    let timer
    const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`no answers after ${timeout / 1000} s, with ${memory().now.toFixed(0)} MB in memory`)), timeout)))
    const asking = page.evaluate(([name, manifest, given, n]) => globalThis.bench[name](manifest, given, n), [way, manifestUrl, facts, rounds])
    asking.catch(() => undefined)
    const found = await Promise.race([asking, late]).finally(() => clearTimeout(timer))
    return { ...found, memory: memory(), outcomes: found.outcomes.map((outcome) => outcome && { ...outcome, times: undefined, ...summary(outcome.times) }) }
  })
}
