// The product's questions asked in headless Chromium by its own modules: out of what was made ahead, and of DuckDB-WASM.
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { chromium as executablePath, chromiumFlags } from '../chromium.mjs'
import { root } from '../run.mjs'
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

/** Asks in a browser of its own; `way` is `ahead` or `engine`. */
export async function askInPage({ url, way, manifestUrl, facts, rounds, timeout }) {
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] })
  try {
    const page = await (await browser.newContext()).newPage()
    page.setDefaultTimeout(timeout)
    page.on('console', (message) => message.type() === 'warning' && console.log(message.text()))
    await page.goto(url)
    await page.waitForFunction(() => globalThis.bench !== undefined)
    const found = await page.evaluate(([name, manifest, given, n]) => globalThis.bench[name](manifest, given, n), [way, manifestUrl, facts, rounds])
    return { ...found, outcomes: found.outcomes.map((outcome) => outcome && { ...summary(outcome.times), hashes: outcome.hashes, by: outcome.by }) }
  } finally {
    await browser.close()
  }
}
