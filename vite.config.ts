import vue from '@vitejs/plugin-vue'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { addedSources, contentPolicy } from './.tools/content-policy.mjs'
import { offlineSite } from './.tools/offline.mjs'
import { packageWeights } from './.tools/package-weights.mjs'
import { serveFile } from './.tools/serve.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Ships the dataset folders that data/datasets.json names, and that list, under `data/`; the rest of data/ stays at home. */
function shippedDatasets(): Plugin {
  const list = join(root, 'data/datasets.json')
  let outDir = ''
  return {
    name: 'jilan:datasets',
    configResolved: (config) => void (outDir = resolve(config.root, config.build.outDir)),
    configureServer: (server) => void server.middlewares.use('/data', (request, response) => serveFile(join(root, 'data'), request, response)),
    writeBundle: () => {
      if (!existsSync(list)) return
      const { datasets } = JSON.parse(readFileSync(list, 'utf8')) as { readonly datasets: readonly string[] }
      cpSync(list, join(outDir, 'data/datasets.json'))
      for (const id of datasets) cpSync(join(root, 'data', id), join(outDir, 'data', id), { recursive: true })
    },
  }
}

/** Ships pdf.js's character maps under `cmaps/`: a PDF that names a Chinese font without embedding it can't be read without them. */
function shippedCharacterMaps(): Plugin {
  const folder = join(root, 'node_modules/pdfjs-dist/cmaps')
  let outDir = ''
  return {
    name: 'jilan:character-maps',
    configResolved: (config) => void (outDir = resolve(config.root, config.build.outDir)),
    configureServer: (server) => void server.middlewares.use('/cmaps', (request, response) => serveFile(folder, request, response)),
    writeBundle: () => cpSync(folder, join(outDir, 'cmaps'), { recursive: true }),
  }
}

/**
 * The modules that the first picture can't do without: they lie in one chunk, which compresses better than forty small ones
 * and holds nothing that only other pages need. What is an entry stays one.
 */
function firstPictureModules() {
  const roots = /src\/(main[.]ts|views\/OverviewView[.]vue|components\/chart-parts\/first[.]ts)$/
  const found = new Set<string>()
  const plugin: Plugin = {
    name: 'jilan:first-picture-modules',
    buildEnd() {
      const add = (id: string) => {
        if (found.has(id)) return
        found.add(id)
        this.getModuleInfo(id)?.importedIds.forEach(add)
      }
      for (const id of this.getModuleIds()) if (roots.test(id)) add(id)
    },
  }
  return { plugin, holds: (id: string) => found.has(id) && !id.includes('node_modules') && !roots.test(id) }
}

/** What the overview's first picture needs, named in index.html: without it each part is only found once the one before has come. */
function firstPictureLinks(): Plugin {
  const needed = /src\/(views\/OverviewView[.]vue|components\/chart-parts\/first[.]ts|composables\/messages\/zh[.]ts)$/
  return {
    name: 'jilan:first-picture-links',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
        const paths = new Set<string>()
        const add = (path: string) => {
          if (paths.has(path)) return
          paths.add(path)
          chunks.find(({ fileName }) => fileName === path)?.imports.forEach(add)
        }
        const first = chunks.filter(({ facadeModuleId }) => needed.test(facadeModuleId ?? ''))
        for (const { fileName } of first) add(fileName)
        const styles = new Set([...paths].flatMap((path) => [...(chunks.find(({ fileName }) => fileName === path)?.viteMetadata?.importedCss ?? [])]))
        const isNew = (path: string) => !html.includes(`./${path}"`)
        return [
          ...[...paths].filter(isNew).map((path) => ({ tag: 'link', injectTo: 'head' as const, attrs: { rel: 'modulepreload', crossorigin: true, href: `./${path}` } })),
          ...[...styles].filter(isNew).map((path) => ({ tag: 'link', injectTo: 'head' as const, attrs: { rel: 'preload', as: 'style', crossorigin: true, href: `./${path}` } })),
        ]
      },
    },
  }
}

/** States the content policy in the built page, for hosts that send no headers. */
function statedPolicy(): Plugin {
  return {
    name: 'jilan:content-policy',
    apply: 'build',
    buildStart: () => {
      const { refused } = addedSources()
      if (refused.length > 0) throw new Error(`JILAN_CONNECT_SRC lists origins such as https://data.example.org, parted by blanks; this is none: ${refused.join(' ')}`)
    },
    // It holds for what comes after it, so it comes first, but for the encoding that it is written in.
    transformIndexHtml: { order: 'post', handler: (html) => html.replace('<meta charset="utf-8" />', `$&\n    <meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />`) },
  }
}

const weights = packageWeights()
const firstPicture = firstPictureModules()

/** DuckDB's package calls itself free of side effects; its worker script is nothing else, and is kept where a worker imports it. */
function keptWorkerScript(): Plugin {
  return {
    name: 'jilan:kept-worker-script',
    transform: (code, id) => (/duckdb-browser-eh[.]worker[.]js$/.test(id) ? { code, moduleSideEffects: true } : null),
  }
}

export default defineConfig({
  // Relative addresses: any static host serves dist/, at any path.
  base: './',
  plugins: [vue(), shippedDatasets(), shippedCharacterMaps(), statedPolicy(), firstPicture.plugin, firstPictureLinks(), weights.page, offlineSite()],
  // What Vue and vue-i18n leave out when told: no component here has options, no message its own component.
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false },
  resolve: { alias: { '@': join(root, 'src') } },
  worker: { format: 'es', plugins: () => [weights.worker(), keptWorkerScript()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // The bundler names what several share after all of them.
        chunkFileNames: ({ name }) => `assets/${name.split('~', 1)[0]}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${(names[0] ?? '').split('~', 1)[0]?.replace(/[.]css$/, '') ?? ''}-[hash][extname]`,
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|pinia)\// },
            { name: 'drawing', test: /node_modules\/(echarts|zrender|vue-echarts)\//, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 30_000 },
            { name: 'start', test: firstPicture.holds },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 3_000 },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['test/**/*.test.ts'], exclude: ['test/browser/**', 'test/cluster/**'], testTimeout: 120_000, hookTimeout: 120_000 } },
      { extends: true, test: { name: 'cluster', environment: 'node', include: ['test/cluster/**/*.test.ts'], globalSetup: 'test/cluster/global-setup.ts', testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
      { extends: true, test: { name: 'browser', environment: 'node', include: ['test/browser/**/*.test.ts'], globalSetup: 'test/browser/global-setup.ts', testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
})
