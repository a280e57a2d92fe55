import type { DatasetEngine, Manifest } from '@/domain/manifest.ts'
import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import { QueryError, type AskOptions, type Engine } from '@/engine/engine.ts'
import { selectColumns } from '@/engine/warehouse-sql.ts'
import { DatasetError, fileProblem } from '../dataset-error.ts'
import { readPublishedState, warehouseVersion } from './published-state.ts'

function refuse(code: string, zh: string, en: string): never {
  throw new DatasetError([fileProblem('manifest.json', code, { zh, en })])
}

async function checkColumns(engine: Engine, schema: string, options?: AskOptions): Promise<void> {
  const found = new Map((await engine.rows(selectColumns(schema), options)).map((row) => [`${row['table_name']}.${row['column_name']}`, String(row['data_type'])]))
  const changed = tableNames.flatMap((table: TableName) => tables[table].columns.filter((column) => found.get(`${table}.${column.name}`) !== column.type.toLowerCase()).map((column) => `${table}.${column.name}`))
  if (changed.length === 0) return
  const names = changed.slice(0, 5).join(', ')
  refuse('altered', `集群里的表在发布之后被改过（${names}）。请重新发布这份数据集。`, `the tables in the cluster were altered since they were published (${names}): publish the dataset again`)
}

/** Throws DatasetError unless the cluster holds what a manifest says: these tables, by this version, in this state. */
export async function checkPublished(engine: Engine, { rows }: Manifest, { catalog, schema, published }: DatasetEngine, options?: AskOptions): Promise<void> {
  const place = `${catalog}.${schema}`
  try {
    const state = await readPublishedState(engine, options)
    if (state === null) refuse('not-published', `集群的 ${place} 里没有发布过的数据集。请先发布，或改正清单里的目录和模式。`, `nothing was published in ${place}: publish the dataset, or correct the catalog and schema in the manifest`)
    if (state.version !== warehouseVersion) refuse('other-version', `集群里的数据是另一个版本（${state.version}）的绩览发布的。请用这个版本重新发布。`, `the data in the cluster was published by another version of Jilan (${state.version}): publish it again with this one`)
    if (state.id !== published) refuse('published-since', '集群里的数据又发布过，这份清单和预先汇总的数是旧的。请把新发布的文件夹放到网站上。', 'the data was published again since this manifest and its sums were written: put the newly published folder on the site')
    await checkColumns(engine, schema, options)
    const forms = state.batches.filter(({ table }) => table === 'project_year').reduce((sum, batch) => sum + batch.rows, 0)
    if (forms !== rows.project_year) refuse('wrong-row-count', `清单写的是 ${rows.project_year} 份自评表，集群里发布的是 ${forms} 份。请重新发布。`, `the manifest says ${rows.project_year} forms, ${forms} were published: publish the dataset again`)
  } catch (error) {
    // Of the engine, not of a file.
    if (error instanceof QueryError && error.advice) throw new DatasetError([fileProblem('', 'engine', error.advice)], { cause: error })
    throw error
  }
}
