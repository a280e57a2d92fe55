import type { Label, Language } from '@/domain/label.ts'
import type { Manifest } from '@/domain/manifest.ts'
import type { Problem } from '@/domain/problem.ts'
import { tableNames } from '@/domain/tables.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { toBadRowsCsv } from '@/import/bad-rows-csv.ts'
import { countRows } from '@/import/canonical-rows.ts'
import { combineFiles, type DuplicateChoice } from '@/import/combine-files.ts'
import type { FileReading, ImportedFile } from '@/import/imported-file.ts'
import { nothingNormalised, type NormalisedCounts } from '@/import/normalised.ts'
import { readFile, type ReadOptions } from '@/import/read-file.ts'
import { linkFiles } from '@/import/read-files.ts'
import type { SheetHeader } from '@/import/read-sheet.ts'
import { addRows, dropForms, openBase, writeBuilt, type BuildOptions, type DatasetSource } from './build-dataset.ts'
import type { DatasetOutput } from './write-dataset.ts'
import type { AskedAhead } from './write-derived.ts'

/** A file of an import as the page shows it: the numbers whole, the problems as many as anyone reads. */
export interface FileSummary {
  /** Which of the dropped files it came in; an archive gives several. */
  readonly input: number
  readonly name: string
  readonly kind: ImportedFile['kind']
  readonly forms: number
  readonly rows: number
  readonly badRows: number
  readonly errors: number
  readonly warnings: number
  readonly problems: readonly Problem[]
  readonly normalised: NormalisedCounts
  /** Headers that lack a needed column: a person has to say which one it is. */
  readonly unmapped: readonly SheetHeader[]
  /** Headers that were read, with what was left out. */
  readonly headers: readonly SheetHeader[]
  /** Forms of it that an earlier file of the same import has. */
  readonly repeated: number
  /** Forms of it that the target has. */
  readonly present: number
}

export interface ImportSummary {
  readonly files: readonly FileSummary[]
  /** What a confirmation takes under the choices made. */
  readonly taken: { readonly forms: number; readonly rows: number; readonly added: number; readonly replaced: number; readonly kept: number }
  /** Such as "财政局 2023", for a new dataset. */
  readonly suggestedTitle: Label | null
}

/** By file name: what happens to forms that are there already. Left out is 'keep'. */
export type DuplicateChoices = Readonly<Record<string, DuplicateChoice>>

export interface ImportTarget extends DatasetSource {
  readonly id: string
}

export interface ImportSession {
  /** Reads one dropped file. Reading the same number again, as with a mapping, replaces what it gave before. */
  readonly read: (input: number, file: { readonly name: string; readonly bytes: Uint8Array }, options: ReadOptions) => Promise<void>
  /** Puts down why a file was never read. */
  readonly refuse: (input: number, problem: Problem) => void
  readonly summary: (target: ImportTarget | null, choices: DuplicateChoices) => Promise<ImportSummary>
  /** CSV files of the refused rows of a file, by its place in the summary. */
  readonly badRows: (place: number, language: Language) => readonly string[]
  /** Writes the target with the good rows put in, or a new dataset of them. */
  readonly write: (target: ImportTarget | null, choices: DuplicateChoices, title: Label | null, output: DatasetOutput, options?: BuildOptions) => Promise<Manifest>
}

const mostProblems = 500

function emptyReading(name: string, problem: Problem): FileReading {
  return { name, kind: 'unknown', forms: [], rows: { project_year: [], fund_source: [], indicator: [] }, problems: [problem], bad: [], headers: [], normalised: nothingNormalised, formIds: new Map(), references: [] }
}

/** Errors first, each kind in the order of the file. */
function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const of = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity)
  return [...of('error').slice(0, mostProblems), ...of('warning').slice(0, mostProblems)]
}

function titleOf(files: readonly ImportedFile[]): Label | null {
  const rows = files.flatMap((file) => file.rows.project_year)
  const departments = new Set(rows.map((row) => row.department))
  const years = [...new Set(rows.map((row) => row.year))].toSorted((a, b) => a - b)
  const [only] = departments
  if (only === undefined) return null
  const span = years.length > 1 ? `${years[0]}–${years.at(-1)}` : String(years[0])
  return departments.size === 1 ? { zh: `${only} ${span}`, en: `${only} ${span}` } : { zh: `${departments.size} 个部门 ${span}`, en: `${departments.size} departments ${span}` }
}

/** Files on their way in: read one by one, judged together, written at once. Nothing changes before `write`. */
export function openImportSession(openEngine: () => Promise<Engine>, askedAhead: AskedAhead): ImportSession {
  const readings = new Map<number, readonly FileReading[]>()
  let known: { readonly version: string; readonly forms: ReadonlySet<string> } | null = null
  const versionOf = (target: ImportTarget) => JSON.stringify([target.id, target.manifest.files])

  /** The forms that a target has; its engine is closed again, since most targets never get written. */
  async function formsOf(target: ImportTarget | null): Promise<ReadonlySet<string>> {
    if (!target) return new Set()
    if (known?.version === versionOf(target)) return known.forms
    const engine = await openEngine()
    try {
      await openBase(engine, target)
      const rows = await engine.rows(sql`SELECT form_id FROM project_year ORDER BY form_id`)
      known = { version: versionOf(target), forms: new Set(rows.map((row) => String(row['form_id']))) }
      return known.forms
    } finally {
      await engine.close()
    }
  }

  const inOrder = () => [...readings].toSorted(([a], [b]) => a - b)

  function linked(forms: ReadonlySet<string>): { readonly files: readonly ImportedFile[]; readonly inputs: readonly number[] } {
    const all = inOrder()
    return { files: linkFiles(all.flatMap(([, each]) => each), forms), inputs: all.flatMap(([input, each]) => each.map(() => input)) }
  }

  /** The rows to put in, and the forms of the target to take out for them. */
  function resolved(files: readonly ImportedFile[], forms: ReadonlySet<string>, choices: DuplicateChoices) {
    const choiceOf = (file: ImportedFile): DuplicateChoice => choices[file.name] ?? 'keep'
    // A file that keeps what is there brings nothing for the target's forms; what hangs on those forms stays out with it.
    const brought = files.map((file): ImportedFile => {
      if (forms.size === 0 || choiceOf(file) === 'replace') return file
      const isNew = (row: { readonly form_id: string }) => !forms.has(row.form_id)
      return { ...file, rows: { project_year: file.rows.project_year.filter(isNew), fund_source: file.rows.fund_source.filter(isNew), indicator: file.rows.indicator.filter(isNew) } }
    })
    const combined = combineFiles(brought, choiceOf)
    const owned = new Set(combined.project_year.map((row) => row.form_id))
    const alone = (of: readonly { readonly form_id: string }[]) => [...new Set(of.map((row) => row.form_id).filter((id) => !owned.has(id)))]
    return {
      rows: combined,
      replaced: [...owned].filter((id) => forms.has(id)),
      // Funds or indicators of a form that only the target has take the place of those that it has.
      replacedFunds: alone(combined.fund_source),
      replacedIndicators: alone(combined.indicator),
    }
  }

  async function summary(target: ImportTarget | null, choices: DuplicateChoices): Promise<ImportSummary> {
    const forms = await formsOf(target)
    const { files, inputs } = linked(forms)
    const { rows, replaced } = resolved(files, forms, choices)
    const seen = new Set<string>()
    const summaries = files.map((file, index): FileSummary => {
      const ids = file.rows.project_year.map((row) => row.form_id)
      const repeated = ids.filter((id) => seen.has(id)).length
      for (const id of ids) seen.add(id)
      return {
        input: inputs[index] ?? 0,
        name: file.name,
        kind: file.kind,
        forms: file.rows.project_year.length,
        rows: countRows(file.rows),
        badRows: file.bad.length,
        errors: file.problems.filter((problem) => problem.severity === 'error').length,
        warnings: file.problems.filter((problem) => problem.severity === 'warning').length,
        problems: firstProblems(file.problems),
        normalised: file.normalised,
        unmapped: file.headers.filter((header) => header.missing.length > 0),
        headers: file.headers.filter((header) => header.missing.length === 0),
        repeated,
        present: ids.filter((id) => forms.has(id)).length,
      }
    })
    const taken = { forms: rows.project_year.length, rows: countRows(rows), added: rows.project_year.length - replaced.length, replaced: replaced.length, kept: new Set(files.flatMap((file) => file.rows.project_year.map((row) => row.form_id).filter((id) => forms.has(id)))).size - replaced.length }
    return { files: summaries, taken, suggestedTitle: titleOf(files) }
  }

  return {
    read: async (input, file, options) => {
      readings.set(input, await readFile(file, options))
    },
    refuse: (input, problem) => void readings.set(input, [emptyReading(problem.file, problem)]),
    summary,
    badRows: (place, language) => {
      const file = linked(known?.forms ?? new Set()).files[place]
      return file ? toBadRowsCsv(file, language) : []
    },
    write: async (target, choices, title, output, options = {}) => {
      const forms = await formsOf(target)
      const { rows, replaced, replacedFunds, replacedIndicators } = resolved(linked(forms).files, forms, choices)
      const engine = await openEngine()
      try {
        await openBase(engine, target, options)
        await dropForms(engine, replaced, tableNames, target !== null)
        await dropForms(engine, replacedFunds, ['fund_source'], target !== null)
        await dropForms(engine, replacedIndicators, ['indicator'], target !== null)
        await addRows(engine, rows, target !== null, options)
        return await writeBuilt(engine, { title: title ?? target?.manifest.title ?? null, synthetic: target?.manifest.synthetic ?? false, askedAhead }, output)
      } finally {
        await engine.close()
      }
    },
  }
}
