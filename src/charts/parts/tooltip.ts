/** Text made safe inside the tooltip's HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

export type TooltipLine = readonly [name: string, value: string, colour?: string | undefined]

/**
 * A tooltip: a title over lines of a name and a value, with a dot where a line has a colour. It carries no `style`: the
 * page's content policy allows none in HTML, so its looks are those of `.chart-tip` in styles/base.css.
 */
export function tooltipHtml(title: string, lines: readonly TooltipLine[]): string {
  const dot = (colour: string | undefined) => (colour === undefined ? '' : `<svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="${escapeHtml(colour)}"/></svg>`)
  const rows = lines.map(([name, value, colour]) => `<tr><td>${dot(colour)}${escapeHtml(name)}</td><td>${escapeHtml(value)}</td></tr>`)
  return `<strong>${escapeHtml(title)}</strong><table class="chart-tip">${rows.join('')}</table>`
}

/** The row's place in a tooltip's parameters, whichever way ECharts hands them over; null where there is none. */
export function rowIndex(params: unknown): number | null {
  const first: unknown = Array.isArray(params) ? params[0] : params
  if (typeof first !== 'object' || first === null) return null
  const { data, dataIndex, value, dimensionNames } = first as { data?: unknown; dataIndex?: unknown; value?: unknown; dimensionNames?: readonly string[] }
  const place = dimensionNames?.indexOf('row') ?? -1
  if (place >= 0 && typeof value === 'object' && value !== null) return (value as ArrayLike<number>)[place] ?? null
  if (typeof data === 'object' && data !== null && 'row' in data && typeof data.row === 'number') return data.row
  return typeof dataIndex === 'number' ? dataIndex : null
}
