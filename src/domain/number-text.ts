/** A finite number as a plain decimal string with up to 15 significant digits, never with an exponent; absent is "". */
export function toPlainNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return ''
  const text = Number(value.toPrecision(15)).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
  return text === '-0' ? '0' : text
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
  const text = Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: decimals, minimumFractionDigits: 0 })
  return value < 0 && text !== '0' ? `\u2212${text}` : text
}
