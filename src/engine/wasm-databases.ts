import { DuckDBDataProtocol, type AsyncDuckDB } from '@duckdb/duckdb-wasm'
import { gunzip } from '@/domain/gzip.ts'
import { fillDatabase } from './database-statements.ts'
import type { AskOptions, DatabaseFiles } from './engine.ts'
import { identifier, sql, toText } from './sql.ts'

/** Where database files stand in DuckDB-WASM's own list of files; nothing else is ever there. */
export const databaseFolder = 'jilan/'

/** Puts a file under a path into DuckDB-WASM's list of files. */
export type RegisterFile = (database: AsyncDuckDB, path: string, file: Blob) => Promise<void>

/** The worker reads slices of the file when DuckDB asks for them: no more of it lies in memory than statements use. */
/**
 * A database file without tables in storage version v1.4.0, as gzip: DuckDB-WASM opens files that are there, and makes none.
 * Native DuckDB 1.4.3 wrote it (ATTACH … (STORAGE_VERSION 'v1.4.0'), CHECKPOINT, DETACH).
 */
const emptyDatabase = 'H4sIAAAAAAACA+3XvwpBARQH4Fskj8BmV7crFJOBzeouksW/0SKbJ1A2s0l2oxcwGeRh2BgkpciiDN+3/Dqd09l/8aq2yO+P60Zcb9aD70wLYSksvt/3C/1epTKslqPPf+bb3GE3OY1HcaKdmS1bAQAAAPAT2UG0uXTO3cd8ffG8TN4jfY9UoP8DAACA/q//AwAAwL+4AfDFumIAMAAA'
const pieceBytes = 16 * 1024 * 1024

function newDatabase(): Promise<Uint8Array<ArrayBuffer>> {
  return gunzip(Uint8Array.from(atob(emptyDatabase), (letter) => letter.charCodeAt(0)))
}

const registerBlob: RegisterFile = (database, path, file) => database.registerFileHandle(path, file, DuckDBDataProtocol.BROWSER_FILEREADER, true)

/** Database files of DuckDB-WASM. It attaches them only below `databaseFolder`, by the setting `allowed_directories`. */
export function wasmDatabases(database: AsyncDuckDB, run: (text: string, options?: AskOptions) => Promise<unknown>, register: RegisterFile = registerBlob): DatabaseFiles {
  const paths = new Map<string, string>()
  let count = 0
  const drop = async (name: string) => {
    const path = paths.get(name)
    paths.delete(name)
    if (path !== undefined) await database.dropFile(path)
  }
  const nextPath = () => {
    count += 1
    return `${databaseFolder}${count}.duckdb`
  }
  return {
    attach: async (name, file, options) => {
      const path = nextPath()
      await register(database, path, file)
      paths.set(name, path)
      try {
        await run(toText(sql`ATTACH ${path} AS ${identifier(name)} (READ_ONLY)`), options)
      } catch (error) {
        await drop(name)
        throw error
      }
    },
    detach: async (name) => {
      if (paths.has(name)) await run(toText(sql`DETACH DATABASE IF EXISTS ${identifier(name)}`))
      await drop(name)
    },
    // All of the file lies in the engine's memory, beside the tables that it is made of.
    write: async (tables, take, options) => {
      const path = nextPath()
      const name = identifier('written_tables')
      const log = `${path}.wal`
      await database.registerFileBuffer(path, await newDatabase())
      await database.registerFileBuffer(log, new Uint8Array())
      try {
        await run(toText(sql`ATTACH ${path} AS ${name}`), options)
        try {
          for (const statement of fillDatabase(name, tables)) await run(toText(statement), options)
        } finally {
          await run(toText(sql`DETACH ${name}`))
        }
        const file = await database.copyFileToBuffer(path)
        for (let at = 0; at < file.length; at += pieceBytes) await take(file.slice(at, at + pieceBytes))
      } finally {
        await database.dropFile(path)
        await database.dropFile(log)
      }
    },
  }
}
