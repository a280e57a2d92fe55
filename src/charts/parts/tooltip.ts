/** Text made safe inside the tooltip's HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A tooltip: a title over lines of a name and a value. */
export function tooltipHtml(title: string, lines: readonly (readonly [name: string, value: string])[]): string {
  const rows = lines.map(([name, value]) => `<tr><td style="padding-right:16px">${escapeHtml(name)}</td><td style="text-align:right">${escapeHtml(value)}</td></tr>`)
  return `<strong>${escapeHtml(title)}</strong><table style="border-spacing:0;font-variant-numeric:tabular-nums">${rows.join('')}</table>`
}

/** The row's place in a tooltip's parameters, whichever way ECharts hands them over; null where there is none. */
export function rowIndex(params: unknown): number | null {
  const first: unknown = Array.isArray(params) ? params[0] : params
  if (typeof first !== 'object' || first === null) return null
  const { data, dataIndex } = first as { data?: unknown; dataIndex?: unknown }
  if (typeof data === 'object' && data !== null && 'row' in data && typeof data.row === 'number') return data.row
  return typeof dataIndex === 'number' ? dataIndex : null
}
