import type { Label } from '@/domain/label.ts'
import type { Statement } from './sql.ts'

/**
 * One value of an answer, the same from every engine. DECIMAL is an exact plain string; an integer type is a number
 * where it is safe, else its digits as a string; dates, times and nested values are DuckDB's own text; absent is null.
 */
export type AnswerValue = string | number | boolean | null
export type AnswerRow = Readonly<Record<string, AnswerValue>>

/** How far a distributed engine is with a statement: parts of its work done, of those known so far. */
export interface AskProgress {
  readonly done: number
  readonly all: number
  readonly rows: number
  /** From 0 to 1, as the engine itself puts it; null before it knows. */
  readonly share: number | null
}

export interface AskOptions {
  readonly signal?: AbortSignal
  /** Called now and then by engines that know. */
  readonly onProgress?: (progress: AskProgress) => void
}

/** What a table can be loaded from: a Parquet file's bytes, or cells of text as a CSV has them (null is absent). */
export type TableSource =
  | { readonly kind: 'parquet'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'text'; readonly columns: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] }

/** A table of a database file that is to be written. */
export interface DatabaseTable {
  readonly name: string
  /** Its rows, one part after the other; one part or more. */
  readonly parts: readonly Statement[]
}

/** Database files of DuckDB's own: nothing of them is copied, blocks are read as statements need them. */
export interface DatabaseFiles {
  /** Opens a file to be read as `name.main.TABLE`. Rejects with QueryError where it is none. */
  readonly attach: (name: string, file: Blob, options?: AskOptions) => Promise<void>
  /** Lets go of a file; of a name that is not open too. */
  readonly detach: (name: string) => Promise<void>
  /** Makes a file of tables and hands it over piece by piece. Absent where an engine can't. */
  readonly write?: (tables: readonly DatabaseTable[], take: (piece: Uint8Array<ArrayBuffer>) => Promise<void>, options?: AskOptions) => Promise<void>
}

/** A database, as small as the product needs it: a test can write one as an object literal. */
export interface Engine {
  /** Runs one statement. Rejects with QueryError, or with the signal's reason once it is aborted. */
  readonly rows: (statement: Statement, options?: AskOptions) => Promise<readonly AnswerRow[]>
  /** Makes a new table from a source, with the types that the source has and its rows in order: `rowid + 1` is the row's number. */
  readonly load: (table: string, source: TableSource, options?: AskOptions) => Promise<void>
  /** The answer of one statement as a Parquet file (ZSTD), decimals kept. */
  readonly parquet: (statement: Statement, options?: AskOptions) => Promise<Uint8Array<ArrayBuffer>>
  /** Absent where an engine has no such files. */
  readonly databases?: DatabaseFiles
  readonly close: () => Promise<void>
}

export interface QueryErrorOptions extends ErrorOptions {
  /** What is wrong and what to do about it, where that can be told. */
  readonly advice?: Label
  /** The engine's own name of what went wrong. */
  readonly code?: string
  /** Where in the text, from 1. */
  readonly position?: { readonly line: number; readonly column: number }
}

/** A statement that the engine refused or could not finish, with its text. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly advice: Label | null
  readonly code: string | null
  readonly position: QueryErrorOptions['position'] | null
  constructor(
    message: string,
    readonly statementText: string,
    options: QueryErrorOptions = {},
  ) {
    super(message, options)
    this.advice = options.advice ?? null
    this.code = options.code ?? null
    this.position = options.position ?? null
  }
}

/** The engine is gone, killed or broken beyond use, and its tables with it: whoever needs one opens another. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone'
}
