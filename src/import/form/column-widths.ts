import { isAbsent } from '../../domain/money.ts'
import { widthOf } from './form-lines.ts'
import type { IndicatorEvent } from './indicator-lines.ts'

export interface ColumnWidths {
  readonly width: number
  readonly reasonWidth: number
}

function isPlain(reason: string): boolean {
  return isAbsent(reason) || /^(?:无|没有)$/.test(reason)
}

/**
 * How many characters the columns of indicator texts and of reasons hold, from the wrapped texts that can only be the
 * one or the other; 0 where no such text shows it.
 */
export function readColumnWidths(events: readonly IndicatorEvent[]): ColumnWidths {
  const texts: (readonly string[])[] = []
  const reasons: (readonly string[])[] = []
  let run: string[] = []
  let broken = false
  let above: IndicatorEvent | null = null
  const close = (below: IndicatorEvent | null): void => {
    const reason = above?.kind === 'values' ? above.readings[0].reason : ''
    // Wrapped cells of figures stand among these lines: they show no column's width.
    const mixed = below?.kind === 'values' && below.readings[0].target === null
    if (mixed) run = []
    if (above?.kind !== 'values' || (isPlain(reason) && below?.kind === 'values' && !broken)) texts.push(run)
    else if (!isPlain(reason) && below?.kind !== 'values' && !broken && run.length > 0) reasons.push([reason, ...run])
    run = []
    broken = false
    above = below
  }
  for (const event of events) {
    broken ||= event.line.breakBefore
    if (event.kind !== 'text') close(event)
    else if (!event.line.strict) run.push(event.text)
  }
  close(null)
  const widest = (runs: readonly (readonly string[])[]): number => (runs.some((lines) => lines.length > 1) ? Math.max(...runs.flat().map(widthOf)) : 0)
  return { width: widest(texts), reasonWidth: widest(reasons) }
}
