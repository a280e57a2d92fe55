/**
 * Letters that younger Unicode gives a lower case and DuckDB's utf8proc leaves alone: a browser's tables are newer than
 * the engine's, and both must find the same rows.
 */
const leftAlone: readonly (readonly [from: number, to: number])[] = [[0x1c89, 0x1c89], [0xa7cb, 0xa7cc], [0xa7ce, 0xa7ce], [0xa7d2, 0xa7d2], [0xa7d4, 0xa7d4], [0xa7da, 0xa7da], [0xa7dc, 0xa7dc], [0x10d50, 0x10d65], [0x16ea0, 0x16eb8]]

function lowerLetter(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  // The one letter whose lower case JavaScript spells with two code points.
  if (code === 0x130) return 'i'
  return code >= 0x1c89 && leftAlone.some(([from, to]) => code >= from && code <= to) ? letter : letter.toLowerCase()
}

/** Text as DuckDB's `lower` writes it: letter by letter, whatever stands beside it. */
export function lowerText(text: string): string {
  // Only these blocks have letters with a case of their own; most names have none of them.
  return /[A-Z\u0080-\u2dff\ua640-\uabff\uff21-\uff3a\ud800-\udbff]/.test(text) ? Array.from(text, lowerLetter).join('') : text
}

/** Text as it arrives at DuckDB: half a character becomes the sign for one that can't be read. */
export function arrivedText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** The order of DuckDB's text, by code point: UTF-16 puts what lies beyond U+FFFF before U+E000. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (x === y) continue
    const high = (unit: number) => unit >= 0xd800 && unit <= 0xdfff
    if (high(x) !== high(y) && x >= 0xd800 && y >= 0xd800) return high(x) ? 1 : -1
    return x - y
  }
  return a.length - b.length
}
