import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Problem } from '@/domain/problem.ts'
import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '@/domain/rows.ts'
import { parseForms } from '@/import/form/parse-forms.ts'
import type { InputFile } from './input-files.ts'

/** The rows of one input file, and what was wrong with it. */
export interface InputReading {
  readonly kind: string
  readonly projectYears: readonly ProjectYearRow[]
  readonly funds: readonly FundSourceRow[]
  readonly indicators: readonly IndicatorRow[]
  readonly problems: readonly Problem[]
}

function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Reads an input file into rows of the canonical tables. */
export async function readInput({ path, name }: InputFile, region: string | null): Promise<InputReading> {
  const bytes = new Uint8Array(await readFile(path))
  if (extname(name).toLowerCase() === '.txt') {
    const { forms, problems } = parseForms(toText(bytes), { file: name, region })
    return { kind: 'form', projectYears: forms.map((form) => form.projectYear), funds: forms.flatMap((form) => form.funds), indicators: forms.flatMap((form) => form.indicators), problems }
  }
  const message = { zh: `还不能读 ${extname(name) || '没有扩展名的文件'}；可读：.txt`, en: `can't read ${extname(name) || 'a file without extension'}; can read: .txt` }
  return { kind: 'unknown', projectYears: [], funds: [], indicators: [], problems: [{ severity: 'error', code: 'unknown-format', file: name, place: {}, message }] }
}
