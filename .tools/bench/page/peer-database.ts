import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm'
import { readManifest } from '@/dataset/read-manifest.ts'
import { fetchedFiles } from '@/dataset/dataset-files.ts'
import { tableNames } from '@/domain/tables.ts'
import { toAnswerRows } from '@/engine/arrow-stream.ts'
import { duckdbModule, openDuckdbWorker, openWorkerCodec } from '@/engine/duckdb-browser.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { createProjectMetrics } from '@/engine/table-sql.ts'

export interface PeerDatabase {
  readonly database: AsyncDuckDB
  readonly connection: AsyncDuckDBConnection
  readonly rows: (text: string) => Promise<readonly AnswerRow[]>
  readonly boot: number
  readonly load: number
}

/** DuckDB-WASM with the rows of the same Parquet, put in as one does without the product: decoded to Arrow and inserted. */
export async function openPeerDatabase(manifestUrl: string): Promise<PeerDatabase> {
  const begun = performance.now()
  const database = new AsyncDuckDB(new VoidLogger(), openDuckdbWorker().worker)
  await database.instantiate(duckdbModule())
  await database.open({})
  const connection = await database.connect()
  const boot = performance.now() - begun
  const rows = async (text: string) => toAnswerRows(await connection.useUnsafe((bindings, id) => bindings.runQuery(id, text)))
  const files = fetchedFiles(manifestUrl)
  const manifest = await readManifest(files)
  const codec = openWorkerCodec()
  for (const name of tableNames) {
    let create = true
    for (const file of manifest.files.filter(({ table }) => table === name)) {
      await connection.insertArrowFromIPCStream(await codec.decode(await files.read(file.path)), { name, create })
      create = false
    }
  }
  codec.close()
  await rows(toText(createProjectMetrics()))
  return { database, connection, rows, boot, load: performance.now() - begun - boot }
}
