import { open, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillDatabase } from './database-statements.ts'
import type { DatabaseFiles } from './engine.ts'
import { identifier, sql, type Statement } from './sql.ts'

/** Readable by every DuckDB from 1.4 on, the one in the page too. */
const storageVersion = 'v1.4.0'
const pieceBytes = 16 * 1024 * 1024

/** Database files of native DuckDB: they lie in folders of their own until nobody needs them. */
export function nativeDatabases(run: (statement: Statement, signal?: AbortSignal) => Promise<void>): { readonly files: DatabaseFiles & Required<Pick<DatabaseFiles, 'write'>>; readonly forget: () => Promise<void> } {
  const folders = new Map<string, string>()
  const newFolder = () => mkdtemp(join(tmpdir(), 'jilan-'))
  const drop = async (name: string) => {
    const folder = folders.get(name)
    folders.delete(name)
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }

  const files: ReturnType<typeof nativeDatabases>['files'] = {
    attach: async (name, file, { signal } = {}) => {
      const folder = await newFolder()
      folders.set(name, folder)
      try {
        const path = join(folder, 'tables.duckdb')
        await writeFile(path, file.stream(), signal ? { signal } : {})
        await run(sql`ATTACH ${path} AS ${identifier(name)} (READ_ONLY)`, signal)
      } catch (error) {
        await drop(name)
        throw error
      }
    },
    detach: async (name) => {
      if (folders.has(name)) await run(sql`DETACH DATABASE IF EXISTS ${identifier(name)}`)
      await drop(name)
    },
    write: async (tables, take, { signal } = {}) => {
      const folder = await newFolder()
      const path = join(folder, 'tables.duckdb')
      const name = identifier('written_tables')
      try {
        await run(sql`ATTACH ${path} AS ${name} (STORAGE_VERSION ${storageVersion})`, signal)
        try {
          for (const statement of fillDatabase(name, tables)) await run(statement, signal)
        } finally {
          await run(sql`DETACH ${name}`)
        }
        const file = await open(path)
        try {
          for (let at = 0; ; ) {
            const { bytesRead, buffer } = await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, at)
            if (bytesRead === 0) break
            await take(buffer.subarray(0, bytesRead))
            at += bytesRead
          }
        } finally {
          await file.close()
        }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
  return { files, forget: async () => void (await Promise.all([...folders.keys()].map(drop))) }
}
