import { readFileSync, readdirSync } from 'node:fs'
import { tables, type TableName } from '@/domain/tables.ts'
import { joinRows, rowsOfForms, type CanonicalRows } from '@/import/canonical-rows.ts'
import { parseForms } from '@/import/form/parse-forms.ts'

export const formFiles = readdirSync('data/forms').filter((name) => name.endsWith('.txt')).sort()
export const formTexts = formFiles.map((name) => readFileSync(`data/forms/${name}`, 'utf8'))

/** The six forms as rows, from their text. */
export const sixForms: CanonicalRows = joinRows(formTexts.map((text, index) => rowsOfForms(parseForms(text, { file: formFiles[index] ?? '' }).forms)))

/** A table as a grid with its Chinese headers: what an office exports. Derived columns are left out, form_id is kept. */
export function toGrid(rows: CanonicalRows, table: TableName): readonly (readonly string[])[] {
  const columns = tables[table].columns.filter((column) => !('derived' in column) || column.name === 'form_id')
  const cells = rows[table].map((row) => columns.map((column) => String(new Map<string, unknown>(Object.entries(row)).get(column.name) ?? '')))
  return [columns.map((column) => column.label.zh), ...cells]
}

/** Rows without where they came from. */
export function withoutSource(rows: CanonicalRows): CanonicalRows {
  return { ...rows, project_year: rows.project_year.map((row) => ({ ...row, source_kind: null, source_name: null, source_locator: null })) }
}
