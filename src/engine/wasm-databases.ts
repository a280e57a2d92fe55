import { DuckDBDataProtocol, type AsyncDuckDB } from '@duckdb/duckdb-wasm'
import type { AskOptions, DatabaseFiles } from './engine.ts'
import { identifier, sql, toText } from './sql.ts'

/** Where database files stand in DuckDB-WASM's own list of files; nothing else is ever there. */
export const databaseFolder = 'jilan/'

/** Puts a file under a path into DuckDB-WASM's list of files. */
export type RegisterFile = (database: AsyncDuckDB, path: string, file: Blob) => Promise<void>

/** The worker reads slices of the file when DuckDB asks for them: no more of it lies in memory than statements use. */
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
  return {
    attach: async (name, file, options) => {
      count += 1
      const path = `${databaseFolder}${count}.duckdb`
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
  }
}
