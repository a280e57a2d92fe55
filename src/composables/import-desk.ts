import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Saved, SourceRef, TaskProgress } from '@/dataset/data-tasks.ts'
import type { DuplicateChoices, ImportSummary } from '@/dataset/import-session.ts'
import type { Label, Language } from '@/domain/label.ts'
import type { Problem } from '@/domain/problem.ts'
import type { HeaderMapping } from '@/import/header-match.ts'
import type { SheetHeader } from '@/import/read-sheet.ts'
import { limits } from '@/import/limits.ts'
import { refusals } from '@/import/refusals.ts'
import { openDataWorker, TaskError, WorkerGone, type DataWorker } from './data-worker.ts'
import type { PickedFile } from './dropped-files.ts'
import { keepMapping, readMappings } from './header-mappings.ts'
import type { OwnDatasets } from './own-datasets.ts'
import type { Session } from './session.ts'
import { refOf } from './source-ref.ts'

// Views know no import: what they need of it passes through here.
export { columnsFor, type HeaderMapping } from '@/import/header-match.ts'

/** A header that lacks a needed column, and the file that it stands in. */
export interface MappedHeader {
  readonly file: string
  readonly header: SheetHeader
}

export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'reading'; readonly done: number; readonly all: number; readonly name: string }
  | { readonly step: 'report'; readonly summary: ImportSummary; readonly isWorking: boolean }
  | { readonly step: 'saving'; readonly summary: ImportSummary; readonly progress: TaskProgress | null }
  | { readonly step: 'saved'; readonly summary: ImportSummary; readonly saved: Saved }
  | { readonly step: 'failed'; readonly message: string; readonly problems: readonly Problem[]; readonly summary: ImportSummary | null }

/** One import at a time: files in, a report, and a confirmation or none. */
export interface ImportDesk {
  readonly state: ShallowRef<ImportState>
  /** The own dataset that takes the rows; null makes a new one. */
  readonly target: ShallowRef<string | null>
  readonly choices: ShallowRef<DuplicateChoices>
  readonly take: (files: readonly PickedFile[]) => Promise<void>
  readonly setTarget: (id: string | null) => Promise<void>
  /** Replace or keep what is there twice: for one file, or for all where no name is given. */
  readonly choose: (choice: 'keep' | 'replace', name?: string) => Promise<void>
  readonly map: (signature: string, mapping: HeaderMapping) => Promise<void>
  readonly badRows: (place: number, language: Language) => Promise<readonly string[]>
  /** Writes what is good. Resolves to the dataset's id, or null where it could not be written. */
  readonly confirm: (title: Label | null) => Promise<string | null>
  /** Back to the report after a failure, or from writing, which is broken off: the files are still known, and nothing has changed. */
  readonly resume: () => Promise<void>
  /** Forgets the files; nothing has changed. */
  readonly cancel: () => void
}

export const importDeskKey: InjectionKey<ImportDesk> = Symbol('import desk')

export function useImportDesk(): ImportDesk {
  const desk = inject(importDeskKey)
  if (!desk) throw new Error('no import desk was provided')
  return desk
}

function refusal(file: string, code: string, { zh, en }: Label): Problem {
  return { severity: 'error', code, file, place: {}, message: { zh, en } }
}

/** A minute, and a second for each megabyte: what takes longer never ends. */
const patienceFor = (bytes: number) => 60_000 + bytes / 1000

export function createImportDesk(session: Session, own: OwnDatasets): ImportDesk {
  const state = shallowRef<ImportState>({ step: 'idle' })
  const target = shallowRef<string | null>(null)
  const choices = shallowRef<DuplicateChoices>({})
  let worker: DataWorker | null = null
  let picked: readonly PickedFile[] = []
  let refused = new Map<number, Problem>()
  let mappings = readMappings()

  function dismiss(): void {
    worker?.end()
    worker = null
  }
  function cancel(): void {
    dismiss()
    picked = []
    refused = new Map()
    choices.value = {}
    target.value = null
    state.value = { step: 'idle' }
  }

  async function readOne(mine: DataWorker, input: number): Promise<void> {
    const one = picked[input]
    if (!one) return
    const known = refused.get(input)
    const problem = known ?? (one.file.size > limits.fileBytes ? refusal(one.name, 'file-too-large', refusals['file-too-large']) : null)
    if (problem) return mine.call('refuse', { input, problem })
    try {
      await mine.call('read', { input, name: one.name, file: one.file, region: null, mappings }, { patience: patienceFor(one.file.size) })
    } catch (error) {
      if (!(error instanceof TaskError)) throw error
      await mine.call('refuse', { input, problem: { ...refusal(one.name, 'unreadable', refusals.unreadable), text: error.message } })
    }
  }

  /** Reads the files given. A file that takes the worker down is refused, and the others are read again in a new one. */
  async function readAll(): Promise<boolean> {
    for (;;) {
      const mine = openDataWorker()
      worker = mine
      let input = 0
      try {
        for (; input < picked.length; input += 1) {
          state.value = { step: 'reading', done: input, all: picked.length, name: picked[input]?.name ?? '' }
          await readOne(mine, input)
        }
        return true
      } catch (error) {
        if (!(error instanceof WorkerGone)) throw error
        if (worker !== mine) return false
        const name = picked[input]?.name ?? ''
        refused.set(input, { ...refusal(name, 'too-costly', { zh: '读取时超出内存或时间，已停止', en: 'Reading took more memory or time than there is, and was stopped' }), text: error.message })
      }
    }
  }

  const targetRef = (): SourceRef | null => {
    const entry = session.datasets.value.find((each) => each.id === target.value)
    return entry ? refOf(entry) : null
  }

  function fail(error: unknown, summary: ImportSummary | null): void {
    const problems = error instanceof TaskError && error.failure.kind === 'dataset' ? error.failure.problems : []
    state.value = { step: 'failed', message: error instanceof Error ? error.message : String(error), problems, summary }
  }

  async function report(): Promise<void> {
    const mine = worker
    if (!mine) return
    try {
      const summary = await mine.call('summary', { target: targetRef(), choices: choices.value })
      if (worker === mine) state.value = { step: 'report', summary, isWorking: false }
    } catch (error) {
      if (worker === mine) fail(error, null)
    }
  }
  function working(): ImportSummary | null {
    if (state.value.step !== 'report') return null
    state.value = { ...state.value, isWorking: true }
    return state.value.summary
  }

  async function readAndReport(): Promise<void> {
    try {
      if (await readAll()) await report()
    } catch (error) {
      fail(error, null)
    }
  }

  return {
    state,
    target,
    choices,
    take: async (files) => {
      if (files.length === 0) return
      cancel()
      picked = files
      await readAndReport()
    },
    // What the worker had read may be lost with it, and is read again.
    resume: async () => {
      dismiss()
      await readAndReport()
    },
    setTarget: async (id) => {
      target.value = id
      if (working()) await report()
    },
    choose: async (choice, name) => {
      const summary = working()
      if (!summary) return
      choices.value = name === undefined ? Object.fromEntries(summary.files.map((file) => [file.name, choice])) : { ...choices.value, [name]: choice }
      await report()
    },
    map: async (signature, mapping) => {
      const summary = working()
      const mine = worker
      if (!summary || !mine) return
      mappings = keepMapping(signature, mapping)
      const again = new Set(summary.files.filter((file) => [...file.unmapped, ...file.headers].some((header) => header.signature === signature)).map((file) => file.input))
      try {
        for (const input of again) await readOne(mine, input)
        await report()
      } catch (error) {
        if (worker === mine) fail(error, summary)
      }
    },
    badRows: async (place, language) => (worker ? worker.call('badRows', { place, language }) : []),
    confirm: async (title) => {
      const mine = worker
      const summary = working()
      if (!mine || !summary) return null
      state.value = { step: 'saving', summary, progress: null }
      try {
        const saved = await mine.call('save', { target: targetRef(), choices: choices.value, title }, { onProgress: (progress) => worker === mine && (state.value = { step: 'saving', summary, progress }) })
        await own.adopt(saved)
        if (worker !== mine) return null
        state.value = { step: 'saved', summary, saved }
        return saved.id
      } catch (error) {
        if (worker === mine) fail(error, summary)
        return null
      }
    },
    cancel,
  }
}
