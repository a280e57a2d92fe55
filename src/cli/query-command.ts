import { readFile } from 'node:fs/promises'
import { text as readText } from 'node:stream/consumers'
import { toCsvLine } from '@/domain/csv-text.ts'
import { openNativeEngine, type NativeAnswer } from '@/engine/duckdb-native.ts'
import { QueryError } from '@/engine/engine.ts'
import { sql, verbatim } from '@/engine/sql.ts'
import { distinctNames, toCellText, toJson } from './answer-text.ts'
import { loadDatasetFolder } from './folder-files.ts'
import type { Streams } from './print.ts'
import { toTextTable } from './text-table.ts'
import { UsageError } from './usage-error.ts'

export type AnswerFormat = 'table' | 'csv' | 'json'

export interface QueryCall {
  readonly folder: string
  /** SQL itself, a file with it, or `-` for standard input. */
  readonly sql: { readonly text: string } | { readonly file: string }
  readonly format: AnswerFormat
}

async function readSql(source: QueryCall['sql']): Promise<string> {
  if ('file' in source) {
    return readFile(source.file, 'utf8').catch(() => {
      throw new UsageError(`--file ${source.file} can't be read.`)
    })
  }
  return source.text === '-' ? readText(process.stdin) : source.text
}

async function printJson({ columns, batches }: NativeAnswer, { out }: Streams): Promise<void> {
  const names = distinctNames(columns.map((column) => column.name))
  let before = '[\n'
  for await (const batch of batches) {
    const lines = batch.map((row) => toJson(Object.fromEntries(row.map((value, index) => [names[index] ?? '', value]))))
    if (lines.length === 0) continue
    await out(before + lines.join(',\n'))
    before = ',\n'
  }
  await out(before === '[\n' ? '[]\n' : '\n]\n')
}

async function printCsv({ columns, batches }: NativeAnswer, { out }: Streams): Promise<void> {
  await out(`${toCsvLine(columns.map((column) => column.name), 'exact')}\n`)
  for await (const batch of batches) {
    const lines = batch.map((row) => toCsvLine(row.map(toCellText), 'exact'))
    if (lines.length > 0) await out(`${lines.join('\n')}\n`)
  }
}

async function printTable({ columns, batches }: NativeAnswer, { out }: Streams): Promise<void> {
  const rows: string[][] = []
  for await (const batch of batches) rows.push(...batch.map((row) => row.map((value) => toCellText(value) ?? 'NULL')))
  const shapes = columns.map(({ name, type }) => ({ name, alignRight: /^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|DECIMAL|DOUBLE|FLOAT)/.test(type) }))
  await out(`${toTextTable(shapes, rows)}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})\n`)
}

const printers: Readonly<Record<AnswerFormat, (answer: NativeAnswer, streams: Streams) => Promise<void>>> = { json: printJson, csv: printCsv, table: printTable }

/** `query`: SQL over a dataset folder's tables. Works on a copy in memory that can reach no file, so the folder stays as it is. */
export async function query(call: QueryCall, streams: Streams): Promise<number> {
  const text = (await readSql(call.sql)).replace(/[;\s]+$/, '')
  if (text.trim() === '') throw new UsageError('The SQL is empty. Give it as an argument, with --file, or - for standard input.')
  const engine = await openNativeEngine()
  try {
    await loadDatasetFolder(engine, call.folder)
    await engine.rows(sql`SET enable_external_access = false`)
    await engine.rows(sql`SET lock_configuration = true`)
    await printers[call.format](await engine.answer(verbatim(text)), streams)
    return 0
  } catch (error) {
    if (error instanceof QueryError) throw new UsageError(error.message, { cause: error })
    throw error
  } finally {
    await engine.close()
  }
}
