import type { Manifest } from '@/domain/manifest.ts'
import { tableNames, tables, type TableName } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, list, sql, type Statement } from '@/engine/sql.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'

/** Rows whose keys are held against each other at once: the keys of ten million are more than a page's engine has memory for. */
const rowsAtOnce = 1_000_000

type At = (name: TableName) => Statement

async function checkNoneTwice(engine: Engine, name: TableName, at: At, rows: number): Promise<void> {
  const key = tables[name].key.map((column) => identifier(column))
  const parts = Math.max(1, Math.ceil(rows / rowsAtOnce))
  for (let part = 0; part < parts; part += 1) {
    // Equal keys are in the same part.
    const [twice] = await engine.rows(sql`SELECT ${list(key)} FROM ${at(name)} WHERE hash(${list(key)}) % ${parts} = ${part} GROUP BY ${list(key)} HAVING count(*) > 1 ORDER BY ${list(key)} LIMIT 1`)
    if (!twice) continue
    const text = Object.values(twice).join(' · ')
    throw new DatasetError([fileProblem(name, 'duplicate', { zh: `有重复的行：${text}`, en: `rows stand twice: ${text}` })])
  }
}

async function checkNoOrphan(engine: Engine, name: TableName, at: At): Promise<void> {
  const [orphan] = await engine.rows(sql`SELECT form_id FROM ${at(name)} WHERE form_id NOT IN (SELECT form_id FROM ${at('project_year')}) ORDER BY form_id LIMIT 1`)
  if (!orphan) return
  const text = String(orphan['form_id'])
  throw new DatasetError([fileProblem(name, 'orphan', { zh: `form_id ${text} 不在 project_year 中`, en: `form_id ${text} is not in project_year` })])
}

async function checkCount(engine: Engine, name: TableName, at: At, promised: number): Promise<void> {
  const [answer] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM ${at(name)}`)
  const found = Number(answer?.['n'] ?? 0)
  if (found !== promised) throw new DatasetError([fileProblem('manifest.json', 'wrong-row-count', { zh: `${name} 应有 ${promised} 行，实有 ${found} 行`, en: `${name} should have ${promised} rows, ${found} found` })])
}

/** Checks tables against each other and against what the manifest promises. Throws DatasetError. */
export async function checkLoaded(engine: Engine, { rows }: Pick<Manifest, 'rows'>, at: At): Promise<void> {
  for (const name of tableNames) await checkCount(engine, name, at, rows[name])
  for (const name of tableNames) {
    await checkNoneTwice(engine, name, at, rows[name])
    if (name !== 'project_year') await checkNoOrphan(engine, name, at)
  }
}
