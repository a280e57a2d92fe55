import { sqlTokens } from './sql-tokens.ts'

/** Kinds of value that the workbench's form can give a parameter. */
export type ParameterKind = 'text' | 'number' | 'date' | 'absent'

export interface ParameterValue {
  readonly kind: ParameterKind
  readonly text: string
}

/** The parameters that a text names, each once, in the order they come: never inside strings or comments. */
export function findParameters(text: string): readonly string[] {
  const names = sqlTokens(text).flatMap((token) => (token.kind === 'parameter' ? [text.slice(token.from + 1, token.to)] : []))
  return [...new Set(names)]
}

/** A text with its parameters replaced, and the way back from a place in it to the place in what was written. */
export interface BoundText {
  readonly text: string
  readonly toSource: (place: number) => number
}

/** Puts SQL literals in the place of parameters; one without a literal stays as it is. */
export function bindParameters(text: string, literals: Readonly<Record<string, string>>): BoundText {
  const pieces: { readonly text: string; readonly from: number; readonly bound: number; readonly replaced: boolean }[] = []
  let bound = 0
  for (const token of sqlTokens(text)) {
    const written = text.slice(token.from, token.to)
    const literal = token.kind === 'parameter' ? literals[written.slice(1)] : undefined
    const piece = literal ?? written
    pieces.push({ text: piece, from: token.from, bound, replaced: literal !== undefined })
    bound += piece.length
  }
  return {
    text: pieces.map((piece) => piece.text).join(''),
    toSource: (place) => {
      if (place >= bound) return text.length
      const piece = pieces.findLast((each) => each.bound <= place)
      if (!piece) return 0
      return piece.replaced ? piece.from : piece.from + (place - piece.bound)
    },
  }
}

/** Whether a typed-in value is one of its kind. */
export function isUsable({ kind, text }: ParameterValue): boolean {
  if (kind === 'number') return /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim())
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) && !Number.isNaN(Date.parse(`${text.trim()}T00:00:00Z`))
  return true
}

/** The kind that suits a value at first sight; the form lets a person choose another. */
export function kindOf(text: string): ParameterKind {
  if (isUsable({ kind: 'date', text })) return 'date'
  return isUsable({ kind: 'number', text }) ? 'number' : 'text'
}
