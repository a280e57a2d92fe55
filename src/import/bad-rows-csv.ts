import { toCsvFile } from '../domain/csv-text.ts'
import type { Language } from '../domain/label.ts'
import type { ImportedFile } from './imported-file.ts'

/** One CSV for each header among a file's refused rows, as they stood, with what is wrong in a last column; corrected, it can be read again. */
export function toBadRowsCsv(file: ImportedFile, language: Language): readonly string[] {
  const byHeader = new Map<string, (typeof file.bad)[number][]>()
  for (const row of file.bad) {
    const key = row.headers.join('\u001F')
    byHeader.set(key, [...(byHeader.get(key) ?? []), row])
  }
  return [...byHeader.values()].map((rows) => {
    const headers = rows[0]?.headers ?? []
    const lines = rows.map((row) => [...headers.map((_, index) => row.cells[index] ?? ''), row.reasons.map((reason) => reason.message[language]).join('; ')])
    return toCsvFile([[...headers, language === 'zh' ? '问题' : 'Problem'], ...lines])
  })
}
