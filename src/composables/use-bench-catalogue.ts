import { computed, shallowRef, watch } from 'vue'
import type { DatasetEngine } from '@/domain/manifest.ts'
import { ratings } from '@/domain/rule-set.ts'
import type { CompletionCatalogue } from '@/domain/sql-completion.ts'
import { tableNames, tables, type Column } from '@/domain/tables.ts'
import { trinoFunctions } from '@/domain/trino-functions.ts'
import { identifier, list, sql, toText, type Dialect } from '@/engine/sql.ts'
import { facets } from '@/queries/facets.ts'
import { readClusterTables, type ClusterTables } from './cluster-catalogue.ts'
import { useSession } from './session.ts'
import type { BenchDesk } from './use-bench.ts'
import { useFormat } from './use-format.ts'
import { useWords } from './use-words.ts'

export interface CatalogueColumn {
  readonly name: string
  readonly type: string
  readonly label: string
  readonly meaning: string
  readonly derived: boolean
}
export interface CatalogueTable {
  readonly name: string
  readonly label: string
  readonly meaning: string
  /** Null where it is not known yet. */
  readonly rows: number | null
  readonly kind: 'table' | 'view' | 'temporary-table' | 'temporary-view'
  readonly columns: readonly CatalogueColumn[]
}

const metrics = [['cut', 'DECIMAL(19,2)'], ['cut_rate', 'DOUBLE'], ['execution_rate', 'DOUBLE'], ['execution_of_initial', 'DOUBLE'], ['masked_cut', 'BOOLEAN'], ['added_in_year', 'BOOLEAN'], ['rating', 'VARCHAR']] as const
const mostValues = 400
/** Columns whose values completion offers. */
const completedColumns = [['project_year', 'department'], ['project_year', 'region'], ['project_year', 'unit'], ['indicator', 'level1'], ['indicator', 'level2'], ['fund_source', 'source']] as const

/** What can be asked: the product's tables with their meanings, temporary ones, functions and values for completion. */
export function useBenchCatalogue(desk: BenchDesk, keywords: () => readonly string[], parameters: readonly string[]) {
  const { t } = useWords()
  const { language } = useFormat()
  const session = useSession()
  const temporary = shallowRef<readonly CatalogueTable[]>([])
  const functions = shallowRef<CompletionCatalogue['functions']>([])
  const values = shallowRef<CompletionCatalogue['values']>({})
  let functionsOf: Dialect | null = null
  let isReadingCluster = false
  const clusterTables = shallowRef<ClusterTables>(new Map())

  const product = computed<readonly CatalogueTable[]>(() => {
    const lang = language.value
    const rows = session.current.value?.manifest.rows
    const columnOf = (column: Column): CatalogueColumn => ({ name: column.name, type: column.type, label: column.label[lang], meaning: column.meaning[lang], derived: column.derived === true })
    const known = tableNames.map((name): CatalogueTable => ({ name, label: tables[name].label[lang], meaning: tables[name].meaning[lang], rows: rows?.[name] ?? null, kind: 'table', columns: tables[name].columns.map(columnOf) }))
    const computedColumns = metrics.map(([name, type]): CatalogueColumn => ({ name, type, label: t(`sql.metrics.${name}`), meaning: t(`sql.metrics_meaning.${name}`), derived: true }))
    const view: CatalogueTable = { name: 'project_metrics', label: t('sql.catalogue.view'), meaning: t('sql.catalogue.view_meaning'), rows: rows?.project_year ?? null, kind: 'view', columns: [...computedColumns, ...(known[0]?.columns ?? [])] }
    const inCluster = clusterTables.value
    if (!desk.cluster.value) return [...known, view]
    const ours = [...known, view].flatMap((table) => {
      const found = inCluster.get(table.name)
      const typeOf = new Map(found?.map(({ name, type }) => [name, type]))
      return found || inCluster.size === 0 ? [{ ...table, columns: table.columns.map((column) => ({ ...column, type: typeOf.get(column.name) ?? column.type })) }] : []
    })
    const others = [...inCluster].filter(([name]) => !ours.some((table) => table.name === name))
    return [...ours, ...others.map(([name, columns]): CatalogueTable => ({ name, label: t('sql.catalogue.in_cluster'), meaning: '', rows: null, kind: 'table', columns: columns.map((column) => ({ ...column, label: '', meaning: '', derived: false })) }))]
  })

  async function readCluster({ schema }: DatasetEngine): Promise<void> {
    if (isReadingCluster) return
    isReadingCluster = true
    temporary.value = []
    functions.value = trinoFunctions
    functionsOf = 'trino'
    try {
      clusterTables.value = await readClusterTables(desk.ask, schema)
    } finally {
      isReadingCluster = false
    }
    const found = await session.ask(facets, null)
    const ofFacet = (name: string) => found.filter(({ facet }) => facet === name).map(({ value }) => value)
    values.value = { department: ofFacet('department'), region: ofFacet('region'), unit: ofFacet('unit').slice(0, mostValues), rating: ratings }
  }
  async function readTemporary(): Promise<void> {
    const found = await desk.ask("SELECT table_name AS name, 'temporary-table' AS kind, CAST(estimated_size AS INTEGER) AS size FROM duckdb_tables() WHERE temporary UNION ALL SELECT view_name, 'temporary-view', NULL FROM duckdb_views() WHERE temporary AND NOT internal ORDER BY name")
    const columns = await desk.ask("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'temp' AND NOT internal ORDER BY table_name, column_index")
    temporary.value = found.map((row) => ({
      name: String(row['name']),
      label: t('sql.catalogue.temporary'),
      meaning: '',
      rows: row['size'] === null ? null : Number(row['size']),
      kind: row['kind'] === 'temporary-view' ? 'temporary-view' : 'temporary-table',
      columns: columns.filter((column) => column['table_name'] === row['name']).map((column) => ({ name: String(column['column_name']), type: String(column['data_type']), label: '', meaning: '', derived: false })),
    }))
  }
  async function readHelp(): Promise<void> {
    if (functionsOf !== 'duckdb') {
      const found = await desk.ask("SELECT function_name AS name, coalesce(array_to_string(any_value(parameters), ', '), '') AS parameters, coalesce(any_value(description), '') AS text FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro', 'table') AND regexp_matches(function_name, '^[a-z][a-z0-9_]*$') AND NOT regexp_matches(function_name, 'logging|log_level|_logs?$|profiling|checkpoint') GROUP BY function_name ORDER BY function_name")
      functions.value = found.map((row) => ({ name: String(row['name']), parameters: String(row['parameters']), text: String(row['text']) }))
      functionsOf = 'duckdb'
    }
    const parts = completedColumns.map(([table, column]) => sql`SELECT ${column} AS name, value FROM (SELECT DISTINCT ${identifier(column)} AS value FROM main.${identifier(table)} WHERE ${identifier(column)} IS NOT NULL ORDER BY ALL LIMIT ${mostValues})`)
    const found = await desk.ask(parts.map((part) => toText(part)).join('\nUNION ALL\n'))
    const grouped: Record<string, string[]> = {}
    for (const row of found) (grouped[String(row['name'])] ??= []).push(String(row['value']))
    values.value = { ...grouped, rating: ratings }
  }
  // Only while the engine is idle, or the questions would wait behind a long statement.
  watch([desk.changes, desk.running], async ([, running]) => {
    if (running || desk.state.value === 'closed') return
    try {
      // What a cluster lists changes by publishing alone; it is read again where it could not be read.
      if (!desk.cluster.value) await readTemporary()
      else if (clusterTables.value.size === 0) await readCluster(desk.cluster.value)
    } catch {
      // The engine says itself what is wrong with it.
    }
  }, { immediate: true })
  watch(() => session.current.value?.number, async (number) => {
    if (number === undefined) return
    try {
      if (desk.cluster.value) {
        await readCluster(desk.cluster.value)
        return
      }
      clusterTables.value = new Map()
      await readHelp()
    } catch {
      values.value = {}
    }
  }, { immediate: true })

  const completion = computed<CompletionCatalogue>(() => ({
    tables: [...temporary.value, ...product.value].map(({ name, label, columns }) => ({ name, label, columns })),
    functions: functions.value,
    values: values.value,
    parameters,
    keywords: keywords(),
  }))
  return {
    product,
    temporary,
    completion,
    drop: (table: CatalogueTable): string => toText(table.kind === 'temporary-view' ? sql`DROP VIEW temp.${identifier(table.name)}` : sql`DROP TABLE temp.${identifier(table.name)}`),
    sample: (table: CatalogueTable): string => toText(sql`SELECT ${list(table.columns.map(({ name }) => identifier(name)))}\nFROM ${identifier(table.name)}\nLIMIT 10`),
    quoted: (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : toText(identifier(name))),
  }
}
