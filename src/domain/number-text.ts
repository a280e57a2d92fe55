const withoutExponent = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 })
const grouped = new Map<number, Intl.NumberFormat>()

function groupedWith(decimals: number): Intl.NumberFormat {
  const known = grouped.get(decimals) ?? new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals, minimumFractionDigits: 0 })
  grouped.set(decimals, known)
  return known
}

/** A finite number as a plain decimal string with up to 15 significant digits, never with an exponent; absent is "". */
export function toPlainNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return ''
  const rounded = Number(value.toPrecision(15))
  // A formatter takes a hundred times as long, and only exponents need one.
  const text = String(rounded)
  return text.includes('e') ? withoutExponent.format(rounded) : text
}

/** A fraction as a percentage: (0.98333, 1) gives "98.3%". Half up on the decimal digits, with U+2212 for minus. */
export function formatShare(value: number, decimals = 1): string {
  const text = (Math.round(Number((Math.abs(value) * 100 * 10 ** decimals).toPrecision(14))) / 10 ** decimals).toFixed(decimals)
  return `${value < 0 && Number(text) !== 0 ? '\u2212' : ''}${text}%`
}

/** A threshold as a percentage without trailing zeros: 0.2 gives "20%", 0.125 "12.5%". */
export function formatShortShare(value: number): string {
  return formatShare(value, 4).replace(/\.?0+%$/, '%')
}

/** A count or a score with thousands separators and at most `decimals` decimals. */
export function formatNumber(value: number, decimals = 0): string {
  const text = groupedWith(decimals).format(Math.abs(value))
  return value < 0 && text !== '0' ? `\u2212${text}` : text
}
