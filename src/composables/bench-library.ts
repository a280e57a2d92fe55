import { shallowRef, type ShallowRef } from 'vue'
import * as z from 'zod/mini'
import type { KeptAnswer } from '@/domain/answer-difference.ts'
import { pinsKey } from './has-pins.ts'

const kept = z.object({ id: z.string(), title: z.string(), folder: z.string(), text: z.string(), chart: z.nullable(z.string()), changed: z.number() })
const past = z.object({ at: z.number(), text: z.string(), dataset: z.string(), milliseconds: z.number(), rows: z.number(), failed: z.boolean() })
const cells = z.array(z.nullable(z.string()))
const pin = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** With the parameters' values in it: what was run. */
  sent: z.string(),
  chart: z.nullable(z.string()),
  dataset: z.string(),
  /** Of the dataset's files, to see whether the data are other ones now. */
  fingerprint: z.string(),
  at: z.number(),
  rowCount: z.number(),
  answer: z.object({ columns: z.array(z.object({ name: z.string(), type: z.string() })), rows: z.array(cells) }),
})
const tab = z.object({ id: z.string(), title: z.string(), text: z.string(), chart: z.nullable(z.string()), parameters: z.record(z.string(), z.object({ kind: z.enum(['text', 'number', 'date', 'absent']), text: z.string() })), savedAs: z.nullable(z.string()) })
const desk = z.object({ tabs: z.array(tab), active: z.string() })

export type SavedQuery = z.infer<typeof kept>
export type PastRun = z.infer<typeof past>
export type PinnedQuery = Omit<z.infer<typeof pin>, 'answer'> & { readonly answer: KeptAnswer }
export type BenchTab = z.infer<typeof tab>

function read<T>(key: string, schema: z.ZodMiniType<T>, otherwise: T): T {
  try {
    const text = localStorage.getItem(key)
    const parsed = text === null ? null : schema.safeParse(JSON.parse(text))
    return parsed?.success ? parsed.data : otherwise
  } catch {
    return otherwise
  }
}

/** Keeps a value in this browser; false where there is no room or no right to. */
function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function newId(): string {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`
}

const longestPast = 20_000
const pastRuns = 300
const widestTab = 1_200_000

export interface BenchLibrary {
  readonly saved: ShallowRef<readonly SavedQuery[]>
  readonly history: ShallowRef<readonly PastRun[]>
  readonly pins: ShallowRef<readonly PinnedQuery[]>
  readonly save: (query: Omit<SavedQuery, 'changed'>) => boolean
  readonly remove: (id: string) => void
  readonly remember: (run: PastRun) => void
  readonly forgetHistory: () => void
  readonly pin: (pinned: PinnedQuery) => boolean
  readonly unpin: (id: string) => void
}

/** Saved queries, history and pins, kept in this browser over visits. Each use reads what is there now. */
export function useBenchLibrary(): BenchLibrary {
  const saved = shallowRef<readonly SavedQuery[]>(read('jilan.bench.saved', z.array(kept), []))
  const history = shallowRef<readonly PastRun[]>(read('jilan.bench.history', z.array(past), []))
  const pins = shallowRef<readonly PinnedQuery[]>(read<PinnedQuery[]>(pinsKey, z.array(pin), []))
  const put = <T>(list: ShallowRef<readonly T[]>, key: string, next: readonly T[]): boolean => {
    const done = write(key, next)
    if (done) list.value = next
    return done
  }
  return {
    saved,
    history,
    pins,
    save: (query) => put(saved, 'jilan.bench.saved', [...saved.value.filter((each) => each.id !== query.id), { ...query, changed: Date.now() }]),
    remove: (id) => void put(saved, 'jilan.bench.saved', saved.value.filter((each) => each.id !== id)),
    remember: (run) => {
      if (run.text.length > longestPast) return
      const others = history.value.filter((each) => each.text !== run.text || each.dataset !== run.dataset)
      put(history, 'jilan.bench.history', [run, ...others].slice(0, pastRuns))
    },
    forgetHistory: () => void put(history, 'jilan.bench.history', []),
    pin: (pinned) => put(pins, pinsKey, [...pins.value.filter((each) => each.id !== pinned.id), pinned]),
    unpin: (id) => void put(pins, pinsKey, pins.value.filter((each) => each.id !== id)),
  }
}

export function emptyTab(title: string, text = ''): BenchTab {
  return { id: newId(), title, text, chart: null, parameters: {}, savedAs: null }
}

/** The tabs of the last visit; none where there was none. */
export function readTabs(): { readonly tabs: readonly BenchTab[]; readonly active: string } {
  return read('jilan.bench.tabs', desk, { tabs: [], active: '' })
}

/** Very long texts are left out: the browser's room for them is small. */
export function writeTabs(tabs: readonly BenchTab[], active: string): boolean {
  return write('jilan.bench.tabs', { tabs: tabs.filter((each) => each.text.length < widestTab), active })
}
