export type SqlTokenKind = 'space' | 'comment' | 'string' | 'quoted-name' | 'word' | 'number' | 'parameter' | 'end' | 'symbol'

/** A piece of SQL text. `from` and `to` are places in the text; `open` where a quote or comment never ends. */
export interface SqlToken {
  readonly kind: SqlTokenKind
  readonly from: number
  readonly to: number
  readonly open?: true
}

const space = /\s+/y
const word = /[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy
const number = /(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?/y
const parameter = /\$([\p{L}_][\p{L}\p{N}_]*|\d+)/uy
const dollarOpen = /\$([\p{L}_][\p{L}\p{N}_]*)?\$/uy

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** Where a quote that began before `at` ends (past its closing mark), or -1. A doubled mark stands for itself. */
function closingQuote(text: string, at: number, mark: string, backslash: boolean): number {
  for (let place = at; place < text.length; place += 1) {
    if (backslash && text[place] === '\\') place += 1
    else if (text[place] === mark) {
      if (text[place + 1] === mark) place += 1
      else return place + 1
    }
  }
  return -1
}

/** Where a block comment that began at `at` ends; DuckDB lets them nest. */
function closingComment(text: string, at: number): number {
  let depth = 0
  for (let place = at; place < text.length; place += 1) {
    if (text.startsWith('/*', place)) {
      depth += 1
      place += 1
    } else if (text.startsWith('*/', place)) {
      depth -= 1
      place += 1
      if (depth === 0) return place + 1
    }
  }
  return -1
}

function tokenAt(text: string, from: number): SqlToken {
  const whole = (kind: SqlTokenKind, to: number): SqlToken => (to === -1 ? { kind, from, to: text.length, open: true } : { kind, from, to })
  const letter = text[from] ?? ''
  const gap = matchAt(space, text, from)
  if (gap !== null) return whole('space', from + gap.length)
  if (text.startsWith('--', from)) {
    const end = text.indexOf('\n', from)
    return { kind: 'comment', from, to: end === -1 ? text.length : end }
  }
  if (text.startsWith('/*', from)) return whole('comment', closingComment(text, from))
  if (letter === "'") return whole('string', closingQuote(text, from + 1, "'", false))
  if ((letter === 'e' || letter === 'E') && text[from + 1] === "'") return whole('string', closingQuote(text, from + 2, "'", true))
  if (letter === '"') return whole('quoted-name', closingQuote(text, from + 1, '"', false))
  if (letter === '$') {
    const opening = matchAt(dollarOpen, text, from)
    if (opening !== null) {
      const end = text.indexOf(opening, from + opening.length)
      return whole('string', end === -1 ? -1 : end + opening.length)
    }
    const name = matchAt(parameter, text, from)
    if (name !== null) return whole('parameter', from + name.length)
  }
  const digits = matchAt(number, text, from)
  if (digits !== null) return whole('number', from + digits.length)
  const name = matchAt(word, text, from)
  if (name !== null) return whole('word', from + name.length)
  return whole(letter === ';' ? 'end' : 'symbol', from + 1)
}

/** Cuts SQL text into pieces that together are the whole text. Never throws. */
export function sqlTokens(text: string): readonly SqlToken[] {
  const tokens: SqlToken[] = []
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.to
  }
  return tokens
}
