export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030'
export interface DecodedText {
  readonly text: string
  readonly encoding: TextEncoding
}

function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return null
  }
}

/** UTF-16 without a mark: every other byte of plain digits, separators and line ends is zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, Math.min(bytes.length & ~1, 4096))
  if (sample.length < 4) return null
  let [even, odd] = [0, 0]
  for (let index = 0; index < sample.length; index += 2) {
    if (sample[index] === 0) even += 1
    if (sample[index + 1] === 0) odd += 1
  }
  const pairs = sample.length / 2
  if (odd > pairs * 0.15 && even < pairs * 0.02) return 'utf-16le'
  return even > pairs * 0.15 && odd < pairs * 0.02 ? 'utf-16be' : null
}

/** Text of a file: its byte order mark decides, then strict UTF-8, then strict GB18030. Null where it is none of them: nothing is mangled. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const [first, second, third] = bytes
  const marked = first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : unmarkedUtf16(bytes)
  if (marked) {
    const text = tryDecode(bytes, marked)
    return text === null || isBinary(text) ? null : { text, encoding: marked === 'utf-8' ? 'utf-8-bom' : marked }
  }
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = tryDecode(bytes, encoding)
    if (text !== null) return isBinary(text) ? null : { text, encoding }
  }
  return null
}

/** Control characters that no text has, in numbers that no accident explains. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 20_000)
  // oxlint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFE\uFFFF]/g)?.length ?? 0
  return controls > 0 && controls > sample.length / 200
}
