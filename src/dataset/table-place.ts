import type { Manifest } from '@/domain/manifest.ts'
import { tableNames, type TableName } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { identifier, sql, type Statement } from '@/engine/sql.ts'
import { createTable } from '@/engine/table-sql.ts'

/** Which numbered tables, or which database, lie behind the canonical names. A load makes new ones; the names move over once all is well. */
export interface TableSet {
  readonly number: number
}

/** Where the rows of a load go until the canonical names move over to them. */
export interface TablePlace {
  readonly at: (name: TableName) => Statement
  readonly make: () => Promise<void>
  /** To be called when a file's rows are in. */
  readonly settle: () => Promise<void>
  readonly drop: () => Promise<void>
}

/** The database of a set, where its rows lie in one of their own. */
export function databaseOf(set: TableSet): string {
  return `tables_${set.number}`
}

/** A table of such a database. */
export function tableAt(database: string, name: TableName): Statement {
  return sql`${identifier(database)}.main.${identifier(name)}`
}

/** Whether so many rows are kept compressed: as they are, ten million indicators are more than a page's engine has memory for. */
export function isKeptCompressed({ rows }: Pick<Manifest, 'rows'>, over = 200_000): boolean {
  return tableNames.some((name) => rows[name] > over)
}

/** Numbered tables beside what is there, which can be changed. */
export function plainPlace(engine: Engine, set: TableSet): TablePlace {
  const at = (name: TableName) => identifier(`${name}_${set.number}`)
  return {
    at,
    make: async () => {
      for (const name of tableNames) await engine.rows(createTable(name, at(name)))
    },
    settle: async () => undefined,
    drop: async () => {
      for (const name of tableNames) await engine.rows(sql`DROP TABLE IF EXISTS ${at(name)}`)
    },
  }
}

/** Tables in a database of their own in memory, which DuckDB compresses at each checkpoint: a seventh of the memory, to be read alone. */
export function compressedPlace(engine: Engine, set: TableSet): TablePlace {
  const database = identifier(databaseOf(set))
  const at = (name: TableName) => tableAt(databaseOf(set), name)
  return {
    at,
    make: async () => {
      await engine.rows(sql`ATTACH ':memory:' AS ${database} (COMPRESS)`)
      for (const name of tableNames) await engine.rows(createTable(name, at(name)))
    },
    settle: async () => void (await engine.rows(sql`CHECKPOINT ${database}`)),
    drop: async () => void (await engine.rows(sql`DETACH DATABASE IF EXISTS ${database}`)),
  }
}
