import type { Problem } from '../domain/problem.ts'
import type { CanonicalRows } from './canonical-rows.ts'
import type { ParsedForm } from './form/parsed-form.ts'
import type { NormalisedCounts } from './normalised.ts'
import type { SheetHeader } from './read-sheet.ts'
import type { BadRow, FormReference } from './rows-to-tables.ts'

export type FileKind = 'form' | 'pdf' | 'csv' | 'xlsx' | 'parquet' | 'zip' | 'unknown'

/** One file as import understood it. Nothing of it is in the data yet. */
export interface ImportedFile {
  /** As dropped; inside an archive "archive.zip/inner.csv". */
  readonly name: string
  readonly kind: FileKind
  readonly forms: readonly ParsedForm[]
  /** Every good row, those of the forms among them. */
  readonly rows: CanonicalRows
  readonly problems: readonly Problem[]
  /** Rows of tables that were refused, with their cells. */
  readonly bad: readonly BadRow[]
  /** What the headers of its tables were taken for. */
  readonly headers: readonly SheetHeader[]
  readonly normalised: NormalisedCounts
}

/** A file before its rows are joined with those of the other files read with it. */
export interface FileReading extends ImportedFile {
  readonly formIds: ReadonlyMap<string, string>
  readonly references: readonly FormReference[]
}
