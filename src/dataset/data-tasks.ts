import type { Label, Language } from '@/domain/label.ts'
import type { Problem } from '@/domain/problem.ts'
import type { Engine } from '@/engine/engine.ts'
import type { HeaderMapping } from '@/import/header-match.ts'
import type { ReadParquet } from '@/import/read-parquet.ts'
import type { BrowserStore, WriteOptions } from './browser-store.ts'
import { addDataset, openBase, writeBuilt, type DatasetSource, type WorkStep } from './build-dataset.ts'
import { fetchedFiles } from './dataset-files.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { exportDataset, type DatasetExport } from './export-dataset.ts'
import { exportTable, type TableCells, type TableFormat } from './export-table.ts'
import { openImportSession, type DuplicateChoices, type ImportSummary, type ImportTarget } from './import-session.ts'
import { memoryFiles, memoryOutput, type FileMap } from './memory-files.ts'
import { readManifest } from './read-manifest.ts'
import { remakeDerived, type RemadeDerived } from './remake-derived.ts'
import { StoreError, type StoreFailure } from './stored-files.ts'
import { rowCount, type Manifest } from '@/domain/manifest.ts'
import type { DatasetOutput } from './write-dataset.ts'
import type { AskedAhead } from './write-derived.ts'

/** A dataset that another thread can find again. */
export type SourceRef =
  | { readonly kind: 'address'; readonly id: string; readonly manifestUrl: string }
  | { readonly kind: 'browser'; readonly id: string }
  | { readonly kind: 'visit'; readonly id: string; readonly files: FileMap }

/** Where a dataset went: into the browser's store, or, where that could not be, into memory for this visit. */
export type Saved = { readonly kind: 'browser'; readonly id: string } | { readonly kind: 'visit'; readonly id: string; readonly files: FileMap; readonly why: StoreFailure }

export type TaskProgress = { readonly step: 'busy' } | WorkStep
export type OnProgress = (progress: TaskProgress) => void

export interface ReadInput {
  readonly input: number
  readonly name: string
  readonly file: Blob
  readonly region: string | null
  readonly mappings: Readonly<Record<string, HeaderMapping>>
}

/** Everything heavy that the page has done elsewhere: each task's input and what it gives. */
export interface DataTasks {
  readonly read: (input: ReadInput) => Promise<void>
  readonly refuse: (input: { readonly input: number; readonly problem: Problem }) => Promise<void>
  readonly summary: (input: { readonly target: SourceRef | null; readonly choices: DuplicateChoices }) => Promise<ImportSummary>
  readonly badRows: (input: { readonly place: number; readonly language: Language }) => Promise<readonly string[]>
  readonly save: (input: { readonly target: SourceRef | null; readonly choices: DuplicateChoices; readonly title: Label | null }, onProgress: OnProgress) => Promise<Saved>
  /** Makes a new dataset of two; of a form that both have, `winner` says whose stays. */
  readonly merge: (input: { readonly first: SourceRef; readonly second: SourceRef; readonly winner: 'first' | 'second'; readonly title: Label }, onProgress: OnProgress) => Promise<Saved>
  readonly rename: (input: { readonly id: string; readonly title: Label }, onProgress: OnProgress) => Promise<void>
  readonly remove: (input: { readonly id: string }, onProgress: OnProgress) => Promise<void>
  readonly restore: (input: { readonly id: string }, onProgress: OnProgress) => Promise<void>
  readonly clean: (input: { readonly olderThan: number }) => Promise<void>
  /** Makes what a dataset should have come with for speed, from its tables' own files. What lies at an address is kept for the next visit. */
  readonly remake: (input: { readonly source: SourceRef }) => Promise<RemadeDerived>
  /** Rows of the table that is exported next, behind those before: whoever has many hands them over in pieces. */
  readonly tableRows: (input: { readonly rows: TableCells['rows'] }) => Promise<void>
  readonly exportTable: (input: { readonly table: Omit<TableCells, 'rows'>; readonly format: TableFormat }) => Promise<Uint8Array<ArrayBuffer>>
  readonly exportDataset: (input: { readonly source: SourceRef; readonly format: DatasetExport; readonly language: Language }, onProgress: OnProgress) => Promise<Uint8Array<ArrayBuffer>>
}

export interface TaskParts {
  /** A new, empty engine; the task closes it. */
  readonly openEngine: () => Promise<Engine>
  readonly openStore: () => Promise<BrowserStore>
  readonly readParquet: ReadParquet
  /** Where pdf.js finds its character maps, ending in "/". */
  readonly characterMaps: string
  readonly askedAhead: AskedAhead
  /** Never rejects for want of room. */
  readonly keepDerived: (remade: RemadeDerived) => Promise<void>
}

function unknownDataset(id: string): DatasetError {
  return new DatasetError([fileProblem(id, 'not-found', { zh: '浏览器中没有这个数据集', en: 'this dataset is not kept in the browser' })])
}

export function createDataTasks({ openEngine, openStore, readParquet, characterMaps, askedAhead, keepDerived }: TaskParts): DataTasks {
  const session = openImportSession(openEngine, askedAhead)
  let tableRows: TableCells['rows'][number][] = []

  async function sourceOf(ref: SourceRef): Promise<ImportTarget> {
    if (ref.kind === 'browser') {
      const entry = (await (await openStore()).list()).entries.find((each) => each.id === ref.id)
      if (!entry) throw unknownDataset(ref.id)
      return entry
    }
    const files = ref.kind === 'visit' ? memoryFiles(ref.files) : fetchedFiles(ref.manifestUrl)
    return { id: ref.id, files, manifest: await readManifest(files) }
  }

  /** Writes into the store; where it is refused or full, into memory. */
  async function keep(ref: SourceRef | null, fill: (output: DatasetOutput) => Promise<Manifest>, options: WriteOptions): Promise<Saved> {
    try {
      const store = await openStore()
      const { id } = await store.save(ref?.kind === 'browser' ? ref.id : null, fill, options)
      return { kind: 'browser', id }
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      const { files, output } = memoryOutput()
      await fill(output)
      return { kind: 'visit', id: ref?.kind === 'visit' ? ref.id : `visit-${crypto.randomUUID().slice(0, 8)}`, files, why: error.failure }
    }
  }

  const waiting = (onProgress: OnProgress): WriteOptions => ({ onBusy: () => onProgress({ step: 'busy' }) })

  async function merged(first: DatasetSource, second: DatasetSource, winner: 'first' | 'second', title: Label, onProgress: OnProgress, output: DatasetOutput): Promise<Manifest> {
    const engine = await openEngine()
    try {
      const all = rowCount(first.manifest) + rowCount(second.manifest)
      await openBase(engine, first, { onReading: (done) => onProgress({ step: 'reading', done, all }) })
      await addDataset(engine, second, winner, { onReading: (done) => onProgress({ step: 'reading', done: rowCount(first.manifest) + done, all }) })
      onProgress({ step: 'writing' })
      return await writeBuilt(engine, { title, synthetic: first.manifest.synthetic || second.manifest.synthetic, askedAhead }, output)
    } finally {
      await engine.close()
    }
  }

  return {
    read: async ({ input, name, file, region, mappings }) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      await session.read(input, { name, bytes }, { region, readParquet, pdf: { cMapUrl: characterMaps }, mappingOf: (signature) => mappings[signature] ?? null })
    },
    refuse: async ({ input, problem }) => session.refuse(input, problem),
    summary: async ({ target, choices }) => session.summary(target && (await sourceOf(target)), choices),
    badRows: async ({ place, language }) => session.badRows(place, language),
    save: async ({ target, choices, title }, onProgress) => {
      const source = target && (await sourceOf(target))
      const onRows = (done: number, all: number) => onProgress(done === all ? { step: 'writing' } : { step: 'rows', done, all })
      const onReading = (done: number, all: number) => onProgress({ step: 'reading', done, all })
      return keep(target, (output) => session.write(source, choices, title, output, { onRows, onReading }), waiting(onProgress))
    },
    merge: async ({ first, second, winner, title }, onProgress) => {
      const [one, two] = await Promise.all([sourceOf(first), sourceOf(second)])
      return keep(null, (output) => merged(one, two, winner, title, onProgress, output), waiting(onProgress))
    },
    rename: async ({ id, title }, onProgress) => (await openStore()).rename(id, title, waiting(onProgress)),
    remove: async ({ id }, onProgress) => (await openStore()).remove(id, waiting(onProgress)),
    restore: async ({ id }, onProgress) => (await openStore()).restore(id, waiting(onProgress)),
    clean: async ({ olderThan }) => (await openStore()).clean(olderThan),
    remake: async ({ source }) => {
      const remade = await remakeDerived(await sourceOf(source), openEngine, askedAhead)
      // What is a person's own stays where they put it, and goes when they remove it.
      if (source.kind === 'address') await keepDerived(remade)
      return remade
    },
    tableRows: async ({ rows }) => {
      for (const row of rows) tableRows.push(row)
    },
    exportTable: async ({ table, format }) => {
      const rows = tableRows
      tableRows = []
      return exportTable({ ...table, rows }, format, openEngine)
    },
    exportDataset: async ({ source, format, language }, onProgress) => exportDataset(await sourceOf(source), format, language, { openEngine, onStep: onProgress }),
  }
}
