import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { BridgePart } from '../budget-bridge.ts'
import type { BridgeChoice } from '../parts/bridge-amounts.ts'
import type { FormsSource } from './form-answer.ts'

/** The projects of two years: each one's row of the year before and of this year, -1 where it has no form. */
export interface BridgedForms {
  readonly count: number
  readonly last: Int32Array
  readonly now: Int32Array
}

export function bridgedForms({ cells: { places, place }, scope }: FormsSource, { selection, lastYear, thisYear }: BridgeChoice): BridgedForms {
  const runsOf = (year: number) => scope({ ...selection, from: year, to: year }).runs
  const [before, after] = [runsOf(lastYear), runsOf(thisYear)]
  const size = [...before, ...after].reduce((sum, { from, to }) => sum + to - from, 0)
  const [last, now] = [new Int32Array(size), new Int32Array(size)]
  const of = places.codes.project_id
  const open = new Int32Array(places.texts.project_id.length).fill(-1)
  let count = 0
  for (const { from, to } of before) for (let row = from; row < to; row += 1) open[of[place[row] as number] as number] = row
  for (const { from, to } of after) {
    for (let row = from; row < to; row += 1) {
      const project = of[place[row] as number] as number
      last[count] = open[project] as number
      now[count++] = row
      open[project] = -1
    }
  }
  for (const row of open) {
    if (row < 0) continue
    last[count] = row
    now[count++] = -1
  }
  return { count, last, now }
}

/** What a project adds to a part of the bridge, in cents, by its rows of the year before and of this year. */
export type BridgeAmount = (last: number, now: number) => number

/** The parts as `bridgeAmounts` defines them; its absent amounts are NaN here. */
export function bridgeAmountsOf({ initial, full, executed }: Pick<FormsCells, 'initial' | 'full' | 'executed'>): Readonly<Record<BridgePart, BridgeAmount>> {
  const firstOf = (row: number, amounts: Float64Array, others: Float64Array) => {
    const [amount, other] = [amounts[row] as number, others[row] as number]
    return Number.isNaN(amount) ? (Number.isNaN(other) ? (executed[row] as number) || 0 : other) : amount
  }
  const begun = (row: number) => firstOf(row, initial, full)
  const ended = (row: number) => firstOf(row, full, initial)
  const spent = (row: number) => (row < 0 ? 0 : (executed[row] as number) || 0)
  const isSilent = (row: number) => Number.isNaN(executed[row] as number)
  return {
    last_executed: (last) => spent(last),
    ended: (last, now) => (now < 0 ? -spent(last) : 0),
    started: (last, now) => (last < 0 ? begun(now) : 0),
    initial_change: (last, now) => (last < 0 || now < 0 ? 0 : begun(now) - spent(last)),
    cuts: (_, now) => (now < 0 ? 0 : Math.min(0, ended(now) - begun(now))),
    additions: (_, now) => (now < 0 ? 0 : Math.max(0, ended(now) - begun(now))),
    unspent: (_, now) => (now < 0 || isSilent(now) ? 0 : spent(now) - ended(now)),
    unreported: (_, now) => (now >= 0 && isSilent(now) ? -ended(now) : 0),
    this_executed: (_, now) => spent(now),
  }
}
