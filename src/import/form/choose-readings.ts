import { equalsPoints, sumPoints, type FormTotal } from './total-row.ts'
import { toPoints } from './form-numbers.ts'
import type { IndicatorEvent } from './indicator-lines.ts'
import type { ValueReading } from './value-cells.ts'

type ValuesEvent = Extract<IndicatorEvent, { kind: 'values' }>

/** Picks how each line of figures is read: the likeliest, unless another reading of one line makes the sums right. */
export function chooseReadings(events: readonly IndicatorEvent[], execution: { readonly weight: string | null; readonly score: string | null }, total: FormTotal | null): ReadonlyMap<IndicatorEvent, ValueReading> {
  const lines = events.filter((event): event is ValuesEvent => event.kind === 'values')
  const chosen = new Map<IndicatorEvent, ValueReading>(lines.map((event) => [event, event.readings[0]]))
  const addsUp = (readings: ReadonlyMap<IndicatorEvent, ValueReading>): boolean => {
    const rows = [...readings.values()]
    return (
      equalsPoints(sumPoints([execution.weight, ...rows.map((row) => toPoints(row.weight))]), total?.total_weight ?? '100') &&
      (total?.total_score == null || equalsPoints(sumPoints([execution.score, ...rows.map((row) => toPoints(row.score))]), total.total_score))
    )
  }
  if (addsUp(chosen) || lines.length > 300) return chosen
  for (const event of lines) {
    for (const reading of event.readings.slice(1)) {
      const changed = new Map([...chosen, [event, reading]])
      if (addsUp(changed)) return changed
    }
  }
  return chosen
}
