import type { CanonicalRows } from './canonical-rows.ts'
import type { ImportedFile } from './imported-file.ts'

/** Which of two forms of the same project and year stays. */
export type DuplicateChoice = 'keep' | 'replace'

/** The rows of several files as one set, each form once: of the first file that has it, or of the last after it that replaces. */
export function combineFiles(files: readonly ImportedFile[], choice: DuplicateChoice | ((file: ImportedFile) => DuplicateChoice)): CanonicalRows {
  const replaces = files.map((file) => (typeof choice === 'function' ? choice(file) : choice) === 'replace')
  const ownerOf = new Map<string, number>()
  files.forEach((file, index) => {
    for (const row of file.rows.project_year) if (replaces[index] || !ownerOf.has(row.form_id)) ownerOf.set(row.form_id, index)
  })
  // Funds and indicators go with the file that their form comes from; where that file has none, with the file that has them.
  const owned = <T extends { readonly form_id: string }>(rowsOf: (file: ImportedFile) => readonly T[]): readonly T[] => {
    const holders = new Map<string, readonly number[]>()
    files.forEach((file, index) => {
      for (const row of rowsOf(file)) {
        const known = holders.get(row.form_id) ?? []
        if (known.at(-1) !== index) holders.set(row.form_id, [...known, index])
      }
    })
    const holderOf = (formId: string): number | undefined => {
      const known = holders.get(formId) ?? []
      const owner = ownerOf.get(formId)
      return owner !== undefined && known.includes(owner) ? owner : (known.findLast((index) => replaces[index]) ?? known[0])
    }
    return files.flatMap((file, index) => rowsOf(file).filter((row) => holderOf(row.form_id) === index))
  }
  return {
    project_year: files.flatMap((file, index) => file.rows.project_year.filter((row) => ownerOf.get(row.form_id) === index)),
    fund_source: owned((file) => file.rows.fund_source),
    indicator: owned((file) => file.rows.indicator),
  }
}
