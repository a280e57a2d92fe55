import { cruise, type ICruiseResult, type IForbiddenRuleType, type IRegularForbiddenRuleType } from 'dependency-cruiser'

/** The layers of docs/architecture.md in the order data flows. A layer may import itself and what its line names. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  messages: ['domain'],
  offline: [],
  import: ['domain'],
  engine: ['domain'],
  rollups: ['domain', 'engine'],
  dataset: ['domain', 'import', 'engine', 'rollups'],
  queries: ['domain', 'engine', 'rollups'],
  charts: ['domain', 'queries'],
  stores: ['domain'],
  composables: ['domain', 'messages', 'offline', 'import', 'engine', 'rollups', 'dataset', 'queries', 'stores'],
  components: ['domain', 'composables'],
  views: ['domain', 'queries', 'charts', 'stores', 'composables', 'components'],
  cli: ['domain', 'import', 'engine', 'rollups', 'dataset', 'queries'],
}

/** Packages that only some places may know, as patterns. */
const packageOwners: Readonly<Record<string, string>> = {
  '@duckdb/': 'engine/',
  'parquet-wasm': 'engine/',
  'apache-arrow': 'engine/',
  echarts: '(charts|components)/',
  'vue-echarts': 'components/',
  pinia: '(stores/|composables/|main[.]ts)',
  'vue-i18n': '(composables|components|views)/',
  'vue-router': '(composables/|components/|views/|router[.]ts|main[.]ts|App[.]vue)',
  'reka-ui': 'components/',
  'lucide-vue-next': '(components|views)/',
  '@codemirror/': 'components/',
  'pdfjs-dist': 'import/',
  '@e965/xlsx': '(import|dataset)/',
  papaparse: '(import|dataset)/',
}

function escaped(text: string): string {
  return text.replaceAll('/', '[/]')
}

function rule(name: string, from: IRegularForbiddenRuleType['from'], to: IRegularForbiddenRuleType['to'] & { readonly reachable?: true }): IForbiddenRuleType {
  return { name, severity: 'error', from, to } as IForbiddenRuleType
}

const oneLayer = Object.entries(mayImport).map(([layer, allowed]) =>
  rule(`${layer} may import ${allowed.join(', ') || 'nothing of ours'}`, { path: `^src/${layer}/` }, { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` }),
)

const oneOwner = Object.entries(packageOwners).map(([name, owners]) =>
  rule(`only ${owners} may import ${name}`, { path: '^src/', pathNot: `^src/${owners}` }, { path: `node_modules/${escaped(name)}${name.endsWith('/') ? '' : '/'}` }),
)

const single: readonly IForbiddenRuleType[] = [
  rule('every folder of src is a layer', { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(mayImport).join('|')})/` }, {}),
  rule('pure layers know no Vue', { path: '^src/(domain|import|engine|rollups|dataset|queries|charts|cli)/' }, { path: 'node_modules/(@vue|vue|vue-router|pinia|vue-i18n)/' }),
  rule('charts know only the row types of queries', { path: '^src/charts/' }, { path: '^src/queries/', dependencyTypesNot: ['type-only'] }),
  rule('only main and the command line open an engine', { path: '^src/', pathNot: '^src/(engine/|cli/|(main|data-worker)[.]ts)' }, { path: '^src/engine/(duckdb-|trino[.]|trino-page)' }),
  rule('the page never reaches native DuckDB', { path: '^src/main[.]ts' }, { path: '^src/engine/duckdb-native|@duckdb/node-', reachable: true }),
  rule('Node only in the command line and native DuckDB', { path: '^src/', pathNot: '^src/(cli/|engine/duckdb-native(-databases)?[.]ts)' }, { dependencyTypes: ['core'] }),
  // A type that flows back is no cycle when the code runs.
  rule('no cycles', { path: '^src/' }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  rule('src knows no test', { path: '^src/' }, { path: '^test/' }),
  rule('src knows no tool', { path: '^src/' }, { path: '^[.]tools/' }),
  rule('every import resolves', { path: '^src/' }, { couldNotResolve: true, pathNot: '[?]' }),
]

/** Files of these folders that are neither a question nor a chart: what they are made of lies in `parts/`. */
const notAsked = '^src/(queries/query|charts/chart-look)[.]ts$'

const tested: IForbiddenRuleType = {
  name: 'every query and chart has a test',
  severity: 'error',
  module: { path: '^src/(queries|charts)/[^/]+[.]ts$', pathNot: notAsked, numberOfDependentsLessThan: 1 },
  from: { path: '^test/(queries|charts)/' },
}

export const layerRules: readonly IForbiddenRuleType[] = [...oneLayer, ...oneOwner, ...single, tested]

/** Every broken rule of the tree under a folder that holds `src`, `test` and `tsconfig.json`: "rule: file → file". */
export async function brokenRules(folder: string): Promise<readonly string[]> {
  const before = process.cwd()
  // dependency-cruiser reads the `@/` paths of a tsconfig from the working directory.
  process.chdir(folder)
  try {
    const { output } = await cruise(
      ['src', 'test'],
      { ruleSet: { forbidden: [...layerRules] }, validate: true, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' } },
      // Without these names packages that only export conditions, such as duckdb-wasm's Node build, don't resolve.
      { conditionNames: ['import', 'require', 'node', 'types', 'default'], exportsFields: ['exports'] },
    )
    const { summary } = output as ICruiseResult
    return summary.violations.map(({ rule: broken, from, to }) => `${broken.name}: ${from} → ${to}`)
  } finally {
    process.chdir(before)
  }
}
