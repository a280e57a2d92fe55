import { distance } from 'fastest-levenshtein'

/** A text and how often it occurs. */
export interface CountedText {
  readonly text: string
  readonly count: number
}

/** Texts that say the same but for digits, punctuation or a few characters; the most frequent first. */
export interface TextGroup {
  readonly text: string
  readonly count: number
  readonly members: readonly CountedText[]
}

export interface NearDuplicateOptions {
  /** Edits allowed as a share of the longer text's characters, digits and punctuation left aside. */
  /** From 0 to 0.5. */
  readonly edits: number
}

export const usualNearDuplicates: NearDuplicateOptions = { edits: 0.2 }

/** What is compared: characters alone, each number one mark, no spaces or punctuation, capitals as small letters. */
export function toComparedText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d+(?:[.,]\d+)*/g, '#')
    .replace(/[^\p{L}\p{M}#]+/gu, '')
}

const numerals = /[零〇一二三四五六七八九十百千万亿两]+/g

/** Shorter texts must be equal or differ by a number: 社会效益 and 经济效益 are two edits apart and two things. */
const leastLength = 6

/** Keys of which one in common makes two texts the same: but for a numeral in words, or for the order of their parts. */
function sameKeys(compared: string): readonly string[] {
  const byNumeral = `numeral ${compared.replace(numerals, '#')}`
  return compared.length < leastLength ? [byNumeral] : [byNumeral, `parts ${[...compared].sort().join('')}`]
}

/** Which of 32 classes of characters a text has. An edit changes two of them at most, which spares most comparisons. */
function toCharacterBits(text: string): number {
  let bits = 0
  for (const character of text) bits |= 1 << ((character.codePointAt(0) ?? 0) & 31)
  return bits
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

interface Gathering {
  readonly compared: string
  readonly bits: number
  readonly members: CountedText[]
}

/**
 * Groups texts around their most frequent wordings: each text joins a group whose leading text it is near, so
 * that no chain of small differences ties unlike texts together. Groups of one are left out.
 */
export function nearDuplicates(texts: readonly CountedText[], options: NearDuplicateOptions = usualNearDuplicates): readonly TextGroup[] {
  const ordered = texts.toSorted((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1))
  const groups: Gathering[] = []
  const bySameKey = new Map<string, Gathering>()
  const byLength = new Map<number, Gathering[]>()
  const near = (compared: string): Gathering | undefined => {
    if (compared.length < leastLength) return undefined
    const bits = toCharacterBits(compared)
    // The longer of the two allows the edits, so the longest worth a look is this one ÷ (1 − edits).
    const longest = Math.floor(compared.length / (1 - options.edits))
    for (let length = Math.max(leastLength, compared.length - Math.floor(compared.length * options.edits)); length <= longest; length += 1) {
      const allowed = Math.floor(Math.max(length, compared.length) * options.edits)
      const found = byLength.get(length)?.find((group) => countBits(group.bits ^ bits) <= 2 * allowed && distance(group.compared, compared) <= allowed)
      if (found) return found
    }
    return undefined
  }
  for (const member of ordered) {
    const compared = toComparedText(member.text)
    if (compared === '') continue
    const keys = sameKeys(compared)
    const group = keys.map((key) => bySameKey.get(key)).find((found) => found !== undefined) ?? near(compared) ?? { compared, bits: toCharacterBits(compared), members: [] }
    if (group.members.length === 0) {
      groups.push(group)
      const sameLength = byLength.get(compared.length)
      if (sameLength) sameLength.push(group)
      else byLength.set(compared.length, [group])
    }
    group.members.push(member)
    for (const key of keys) if (!bySameKey.has(key)) bySameKey.set(key, group)
  }
  return groups
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => ({ text: members[0]?.text ?? '', count: members.reduce((sum, { count }) => sum + count, 0), members }))
    .toSorted((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1))
}
