import * as z from 'zod/mini'
import { parseAmountParameter, toCutParameters, usualCutThresholds, type CutThresholds } from './cut-thresholds.ts'
import { emptySelection } from './selection.ts'

const share = z.number().check(z.minimum(0), z.maximum(1))
const projectId = z.string().check(z.regex(/^[0-9a-f]{16}$/))

const watchlistSchema = z.strictObject({
  version: z.literal(1),
  minCut: share,
  minExecution: share,
  minAmount: z.string().check(z.refine((text) => parseAmountParameter(text) === text)),
  maskedOnly: z.boolean(),
  minYearsRunning: z.int().check(z.minimum(1), z.maximum(99)),
  pinned: z.array(projectId).check(z.maxLength(500)),
})

/** What a person watches: thresholds, and projects by id, the first pinned first. */
export type Watchlist = Readonly<z.infer<typeof watchlistSchema>>

export const emptyWatchlist: Watchlist = { version: 1, minCut: emptySelection.minCut, minExecution: emptySelection.minExecution, ...usualCutThresholds, pinned: [] }

function parsed<T>(schema: z.ZodMiniType<T>, text: string | null): T | null {
  try {
    const read = schema.safeParse(JSON.parse(text ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** The watchlist that the browser kept, or null where it kept none that can be read. */
export function parseWatchlist(text: string | null): Watchlist | null {
  return parsed(watchlistSchema, text)
}

/** Project ids of an address: "0123456789abcdef,…"; what is no id is left out. */
export function parsePins(text: string): readonly string[] {
  return [...new Set(text.split(',').filter((part) => projectId.safeParse(part).success))].slice(0, 500)
}

/** The parameters of an address that carry a watchlist; `pins` is always among them, so that the address is a list. */
export function toWatchParameters(list: Watchlist): Record<string, string | null> {
  return { ...toCutParameters(list satisfies CutThresholds), pins: list.pinned.join(',') }
}

/** Whether two watchlists show the same. */
export function isSameWatchlist(left: Watchlist, right: Watchlist): boolean {
  const text = (list: Watchlist) => JSON.stringify([list.minCut, list.minExecution, list.minAmount, list.maskedOnly, list.minYearsRunning, list.pinned.toSorted()])
  return text(left) === text(right)
}

const listedProject = z.strictObject({ project_id: z.string(), project: z.string(), department: z.string() })

/** A project on a list, named as it was then. */
export type ListedProject = Readonly<z.infer<typeof listedProject>>

const seenSchema = z.strictObject({
  version: z.literal(1),
  visits: z.array(
    z.strictObject({
      dataset: z.string(),
      region: z.nullable(z.string()),
      /** Of all files of the dataset. */
      content: z.string(),
      thresholds: z.string(),
      /** Milliseconds since 1970. */
      at: z.number(),
      listed: z.array(listedProject),
    }),
  ),
})

/** What a watchlist showed at a visit, and of which data. */
export type Visit = Readonly<z.infer<typeof seenSchema>['visits'][number]>

/** A list beyond this length is not kept, so that the browser's store is not filled. */
export const longestKeptList = 5000

export function parseVisits(text: string | null): readonly Visit[] {
  return parsed(seenSchema, text)?.visits ?? []
}

/** The visits to keep: this one, and the last of up to nine other datasets. */
export function toVisitsText(visits: readonly Visit[], visit: Visit): string {
  const others = visits.filter(({ dataset }) => dataset !== visit.dataset).toSorted((a, b) => b.at - a.at)
  return JSON.stringify({ version: 1, visits: [visit, ...others.slice(0, 9)] })
}

/** The last visit to this data, or to other data of the same region; null where there was none. */
export function lastVisit(visits: readonly Visit[], { dataset, region }: Pick<Visit, 'dataset' | 'region'>): Visit | null {
  const latest = visits.toSorted((a, b) => b.at - a.at)
  return latest.find((visit) => visit.dataset === dataset) ?? latest.find((visit) => region !== null && visit.region === region) ?? null
}

export interface WatchChange {
  readonly entered: readonly ListedProject[]
  readonly left: readonly ListedProject[]
}

/** What came onto a list and what went off it. */
export function compareLists(before: readonly ListedProject[], now: readonly ListedProject[]): WatchChange {
  const missing = (from: readonly ListedProject[], among: readonly ListedProject[]) => {
    const ids = new Set(among.map(({ project_id }) => project_id))
    return from.filter(({ project_id }) => !ids.has(project_id))
  }
  return { entered: missing(now, before), left: missing(before, now) }
}
