import type { AnswerRow } from '@/engine/engine.ts'
import { sql, toText } from '@/engine/sql.ts'

type AskText = (text: string) => Promise<readonly AnswerRow[]>

/** The tables and views of a schema with their columns, as the cluster lists them. */
export type ClusterTables = ReadonlyMap<string, readonly { readonly name: string; readonly type: string }[]>

export async function readClusterTables(ask: AskText, schema: string): Promise<ClusterTables> {
  const rows = await ask(toText(sql`SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = ${schema} ORDER BY table_name, ordinal_position`, 'trino'))
  const tables = new Map<string, { readonly name: string; readonly type: string }[]>()
  for (const row of rows) {
    const name = String(row['table_name'])
    tables.set(name, [...(tables.get(name) ?? []), { name: String(row['column_name']), type: String(row['data_type']).toUpperCase() }])
  }
  return tables
}
