import type { ChartLook } from '@/charts/chart-look.ts'

/** Colours that tell by their name where they are used. */
export const look: ChartLook = { ink: 'ink', ink2: 'ink2', ink3: 'ink3', paper: 'paper', bg: 'bg', line: 'line', line2: 'line2', initial: 'initial', initialLine: 'initialLine', full: 'full', exec: 'exec', accent: 'accent', warn: 'warn', ok: 'ok', font: 'sans-serif', language: 'zh' }

/** The series of an option, as plain data. */
export function seriesOf(option: { series?: unknown }): readonly Record<string, unknown>[] {
  return option.series as readonly Record<string, unknown>[]
}

export function seriesById(option: { series?: unknown }, id: string): Record<string, unknown> {
  const found = seriesOf(option).find((series) => series['id'] === id)
  if (!found) throw new Error(`no series ${id}`)
  return found
}

/** What a chart says about a mark. */
export function tooltipText(option: { tooltip?: unknown }, params: unknown): string {
  const { formatter } = option.tooltip as { formatter: (params: unknown) => string }
  return formatter(params).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()
}
