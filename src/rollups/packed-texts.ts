/** Many texts, letter after letter in UTF-16, each ending where `ends` says; `absent` marks with 1 those that are null. No text is made until it is read. */
export interface PackedTexts {
  readonly letters: Uint16Array<ArrayBuffer>
  readonly ends: Uint32Array<ArrayBuffer>
  readonly absent: Uint8Array<ArrayBuffer>
}

export function packTexts(texts: readonly (string | null)[]): PackedTexts {
  const letters = new Uint16Array(texts.reduce((sum, text) => sum + (text?.length ?? 0), 0))
  const ends = new Uint32Array(texts.length)
  let end = 0
  texts.forEach((text, at) => {
    for (let letter = 0; letter < (text?.length ?? 0); letter += 1) letters[end + letter] = text?.charCodeAt(letter) ?? 0
    end += text?.length ?? 0
    ends[at] = end
  })
  return { letters, ends, absent: Uint8Array.from(texts, (text) => Number(text === null)) }
}

/** Arguments that a call takes in every browser. */
const mostAtOnce = 8192

/** Reads packed texts by their places; null for one that is absent, and past the last. */
export function readPacked({ letters, ends, absent }: PackedTexts): (at: number) => string | null {
  return (at) => {
    if (at >= ends.length || absent[at] === 1) return null
    const [from, to] = [ends[at - 1] ?? 0, ends[at] ?? 0]
    let text = ''
    for (let start = from; start < to; start += mostAtOnce) text += Reflect.apply(String.fromCharCode, null, letters.subarray(start, Math.min(to, start + mostAtOnce)))
    return text
  }
}
