import { describe, expect, it } from 'vitest'
import { DatasetError } from '@/dataset/dataset-error.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { memoryFiles } from '@/dataset/memory-files.ts'
import { openedCluster } from '@/dataset/warehouse/opened-cluster.ts'
import { warehouseVersion } from '@/dataset/warehouse/published-state.ts'
import { manifestSchema } from '@/domain/manifest.ts'
import { tableNames, tables } from '@/domain/tables.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { QueryError, type AnswerRow, type Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'

const where = { kind: 'trino', path: 'engine/', catalog: 'lake', schema: 'city', published: '0123456789abcdef' } as const
const manifest = manifestSchema.parse({ title: 'city', years: [2023], rows: { project_year: 6 }, files: [], engine: where })
const state: AnswerRow = { version: warehouseVersion, published: where.published, table_name: 'project_year', form_year: 2023, batch: 'b', row_count: 6 }
const columns = tableNames.flatMap((table) => tables[table].columns.map((column): AnswerRow => ({ table_name: table, column_name: column.name, data_type: column.type.toLowerCase() })))

/** A cluster that answers the state and the columns with these. */
function cluster(states: readonly AnswerRow[] | Error, found: readonly AnswerRow[] = columns): Engine {
  return {
    rows: async (statement) => {
      const isState = toText(statement, 'trino').includes('jilan_published')
      if (isState && states instanceof Error) throw states
      return isState && !(states instanceof Error) ? states : found
    },
    load: async () => undefined,
    parquet: async () => new Uint8Array(),
    close: async () => undefined,
  }
}

async function codeOf(engine: Engine): Promise<string> {
  try {
    await openedCluster(manifest, where, async () => engine)
    return 'opened'
  } catch (error) {
    return error instanceof DatasetError ? (error.problems[0]?.code ?? '') : String(error)
  }
}

describe('a dataset in a cluster', () => {
  it('opens where the cluster holds what the manifest says', async () => {
    expect(await codeOf(cluster([state]))).toBe('opened')
  })
  it.each([
    ['another version published it', cluster([{ ...state, version: 0 }]), 'other-version'],
    ['it was published again since', cluster([{ ...state, published: 'f'.repeat(16) }]), 'published-since'],
    ['nothing was published', cluster([]), 'not-published'],
    ['there is no such schema', cluster(new QueryError("Schema 'city' does not exist", '')), 'not-published'],
    ['forms are missing', cluster([{ ...state, row_count: 5 }]), 'wrong-row-count'],
    ['a column is gone', cluster([state], columns.slice(1)), 'altered'],
    ['a column has another type', cluster([state], columns.map((column) => (column['column_name'] === 'executed' ? { ...column, data_type: 'double' } : column))), 'altered'],
    ['the engine does not answer', cluster(new QueryError('refused', '', { advice: { zh: '连不上', en: 'no way' } })), 'engine'],
  ])('is refused with a reason where %s', async (_, engine, code) => {
    expect(await codeOf(engine)).toBe(code)
  })

  it('is not taken for an empty one where its rows are wanted here', async () => {
    const engine = await openNativeEngine()
    await expect(loadDataset(engine, manifest, memoryFiles(new Map()), { number: 1 })).rejects.toThrow('lies in a cluster')
    await engine.close()
  })

  it.each(['https://elsewhere.example/', '/engine/', '../engine/', 'engine', 'a/../b/', ''])('has no address in its manifest: %s is refused as a path', (path) => {
    expect(manifestSchema.safeParse({ title: 'city', years: [], rows: { project_year: 0 }, files: [], engine: { ...where, path } }).success).toBe(false)
  })
  it('needs files or an engine', () => {
    expect(manifestSchema.safeParse({ title: 'city', years: [], rows: { project_year: 0 }, files: [] }).success).toBe(false)
  })
})
