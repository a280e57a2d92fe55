import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { brokenRules, layerRules } from './architecture/layer-rules.ts'

const project = fileURLToPath(new URL('..', import.meta.url))

describe('the layers of docs/architecture.md', () => {
  it('hold in the code', async () => {
    expect(await brokenRules(project)).toEqual([])
  })
})

describe('a forbidden import', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })

  const packages = ['@duckdb/duckdb-wasm', '@duckdb/node-api', 'parquet-wasm', 'apache-arrow', 'echarts', 'vue-echarts', 'pinia', 'vue', 'vue-i18n', 'vue-router', 'reka-ui', 'lucide-vue-next', '@codemirror/view', 'pdfjs-dist', '@e965/xlsx', 'papaparse']

  /** A small project of its own: given files, stubs of the packages, and the tsconfig that knows `@/`. */
  async function seeded(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'jilan-layers-'))
    folders.push(folder)
    const stubs = packages.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'export const stub = 1\n'],
    ])
    const all: Record<string, string> = { 'tsconfig.json': '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "Bundler", "allowImportingTsExtensions": true, "noEmit": true, "paths": { "@/*": ["./src/*"] } } }', ...Object.fromEntries(stubs), ...files }
    for (const [path, text] of Object.entries(all)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    return brokenRules(folder)
  }

  const sound = {
    'src/domain/money.ts': 'export type Yuan = string\nexport const zero = "0"\n',
    'src/messages/common.ts': "import { zero } from '@/domain/money.ts'\nexport const zh = zero\n",
    'src/import/parse-row.ts': "import { zero } from '@/domain/money.ts'\nimport { stub } from 'papaparse'\nexport const row = [zero, stub]\n",
    'src/engine/engine.ts': "export interface Engine { readonly rows: () => void }\nexport const none = null\n",
    'src/engine/duckdb-browser.ts': "import { stub } from '@duckdb/duckdb-wasm'\nexport const open = stub\n",
    'src/engine/duckdb-native.ts': "import { stub } from '@duckdb/node-api'\nimport { tmpdir } from 'node:os'\nexport const openNative = [stub, tmpdir]\n",
    'src/rollups/planner.ts': "import { none } from '@/engine/engine.ts'\nexport const planner = none\n",
    'src/dataset/load-dataset.ts': "import { none } from '@/engine/engine.ts'\nimport { row } from '@/import/parse-row.ts'\nexport const load = [none, row]\n",
    'src/queries/trend.ts': "import { none } from '@/engine/engine.ts'\nexport interface TrendRow { readonly year: number }\nexport const trend = none\n",
    'src/charts/trend-chart.ts': "import type { TrendRow } from '@/queries/trend.ts'\nimport { stub } from 'echarts'\nexport const trendChart = (rows: TrendRow[]) => [rows, stub]\n",
    'src/stores/choice-store.ts': "import { stub } from 'pinia'\nimport { zero } from '@/domain/money.ts'\nexport const store = [stub, zero]\n",
    'src/composables/use-answer.ts': "import { stub } from 'vue'\nimport { trend } from '@/queries/trend.ts'\nimport { store } from '@/stores/choice-store.ts'\nexport const useAnswer = [stub, trend, store]\n",
    'src/components/ChartPanel.vue': "<script setup lang=\"ts\">\nimport { stub } from 'vue-echarts'\nimport { useAnswer } from '@/composables/use-answer.ts'\nconst used = [stub, useAnswer]\n</script>\n<template>{{ used }}</template>\n",
    'src/views/OverviewView.vue': "<script setup lang=\"ts\">\nimport ChartPanel from '@/components/ChartPanel.vue'\nimport { trendChart } from '@/charts/trend-chart.ts'\nconst used = trendChart\n</script>\n<template><ChartPanel :chart=\"used\" /></template>\n",
    'src/cli/check.ts': "import { openNative } from '@/engine/duckdb-native.ts'\nimport { readFileSync } from 'node:fs'\nexport const check = [openNative, readFileSync]\n",
    'src/main.ts': "import { open } from './engine/duckdb-browser.ts'\nimport OverviewView from './views/OverviewView.vue'\nexport const page = [open, OverviewView]\n",
    'test/queries/trend.test.ts': "import { trend } from '@/queries/trend.ts'\nexport const tested = trend\n",
    'test/charts/trend-chart.test.ts': "import { trendChart } from '@/charts/trend-chart.ts'\nexport const tested = trendChart\n",
  }

  /** A broken rule, the file that breaks it, and that file's text (`@/` paths as in the code). */
  const seeds: readonly (readonly [rule: string, file: string, text: string])[] = [
    ['domain may import', 'src/domain/bad.ts', "import '@/engine/engine.ts'\n"],
    ['messages may import', 'src/messages/bad.ts', "import '@/stores/choice-store.ts'\n"],
    ['offline may import', 'src/offline/bad.ts', "import '@/engine/engine.ts'\n"],
    ['import may import', 'src/import/bad.ts', "import '@/engine/engine.ts'\n"],
    ['engine may import', 'src/engine/bad.ts', "import '@/queries/trend.ts'\n"],
    ['rollups may import', 'src/rollups/bad.ts', "import '@/queries/trend.ts'\n"],
    ['dataset may import', 'src/dataset/bad.ts', "import '@/queries/trend.ts'\n"],
    ['queries may import', 'src/queries/parts/bad.ts', "import '@/stores/choice-store.ts'\n"],
    ['charts may import', 'src/charts/parts/bad.ts', "import type { Engine } from '@/engine/engine.ts'\nexport type E = Engine\n"],
    ['stores may import', 'src/stores/bad.ts', "import '@/composables/use-answer.ts'\n"],
    ['composables may import', 'src/composables/bad.ts', "import '@/charts/trend-chart.ts'\n"],
    ['components may import', 'src/components/BadPanel.vue', "<script setup lang=\"ts\">\nimport { trend } from '@/queries/trend.ts'\nconst used = trend\n</script>\n<template>{{ used }}</template>\n"],
    ['views may import', 'src/views/BadView.vue', "<script setup lang=\"ts\">\nimport { none } from '@/engine/engine.ts'\nconst used = none\n</script>\n<template>{{ used }}</template>\n"],
    ['cli may import', 'src/cli/bad.ts', "import '@/stores/choice-store.ts'\n"],
    ['only engine/ may import @duckdb/', 'src/composables/bad-duckdb.ts', "import '@duckdb/duckdb-wasm'\n"],
    ['only engine/ may import parquet-wasm', 'src/dataset/bad-parquet.ts', "import 'parquet-wasm'\n"],
    ['only engine/ may import apache-arrow', 'src/dataset/bad-arrow.ts', "import 'apache-arrow'\n"],
    ['only (charts|components)/ may import echarts', 'src/views/bad-echarts.ts', "import 'echarts'\n"],
    ['only components/ may import vue-echarts', 'src/views/bad-vue-echarts.ts', "import 'vue-echarts'\n"],
    ['only (stores/|composables/|main[.]ts) may import pinia', 'src/components/bad-pinia.ts', "import 'pinia'\n"],
    ['only (composables|components|views)/ may import vue-i18n', 'src/stores/bad-i18n.ts', "import 'vue-i18n'\n"],
    ['only (composables/|components/|views/|router[.]ts|main[.]ts|App[.]vue) may import vue-router', 'src/stores/bad-router.ts', "import 'vue-router'\n"],
    ['only components/ may import reka-ui', 'src/views/bad-reka.ts', "import 'reka-ui'\n"],
    ['only (components|views)/ may import lucide-vue-next', 'src/composables/bad-icons.ts', "import 'lucide-vue-next'\n"],
    ['only components/ may import @codemirror/', 'src/views/bad-editor.ts', "import '@codemirror/view'\n"],
    ['only import/ may import pdfjs-dist', 'src/dataset/bad-pdf.ts', "import 'pdfjs-dist'\n"],
    ['only (import|dataset)/ may import @e965/xlsx', 'src/views/bad-xlsx.ts', "import '@e965/xlsx'\n"],
    ['only (import|dataset)/ may import papaparse', 'src/views/bad-csv.ts', "import 'papaparse'\n"],
    ['every folder of src is a layer', 'src/utils/bad.ts', "import '@/domain/money.ts'\n"],
    ['pure layers know no Vue', 'src/charts/parts/bad-vue.ts', "import 'vue'\n"],
    ['charts know only the row types of queries', 'src/charts/parts/bad-query.ts', "import { trend } from '@/queries/trend.ts'\nexport const asked = trend\n"],
    ['only main and the command line open an engine', 'src/composables/bad-open.ts', "import '@/engine/duckdb-browser.ts'\n"],
    ['the page never reaches native DuckDB', 'src/main.ts', "import './engine/duckdb-native.ts'\n"],
    ['Node only in the command line and native DuckDB', 'src/dataset/bad-node.ts', "import 'node:fs'\n"],
    ['no cycles', 'src/domain/left.ts', "import { right } from './right.ts'\nexport const left = () => right\n"],
    ['src knows no test', 'src/domain/bad-test.ts', "import '../../test/queries/trend.test.ts'\n"],
    ['src knows no tool', 'src/domain/bad-tool.ts', "import '../../.tools/run.mjs'\n"],
    ['every import resolves', 'src/domain/bad-path.ts', "import '@/domain/nowhere.ts'\n"],
    ['every query and chart has a test', 'src/charts/bad-chart.ts', 'export const badChart = 1\n'],
  ]

  it('is not seen where there is none', async () => {
    expect(await seeded(sound)).toEqual([])
  })

  it('is caught and named, whichever it is', async () => {
    const seedFiles = Object.fromEntries(seeds.map(([, file, text]) => [file, text]))
    const broken = await seeded({ ...sound, ...seedFiles, '.tools/run.mjs': 'export const run = 1\n', 'src/domain/right.ts': "import { left } from './left.ts'\nexport const right = () => left\n" })
    for (const [rule, file] of seeds) expect(broken.filter((line) => line.startsWith(rule) && line.includes(`: ${file} →`)), `${rule}: ${file}`).not.toEqual([])
  })

  it('has a seed for every rule', () => {
    const unseeded = layerRules.filter(({ name }) => !seeds.some(([rule]) => name?.startsWith(rule)))
    expect(unseeded.map(({ name }) => name)).toEqual([])
  })
})
