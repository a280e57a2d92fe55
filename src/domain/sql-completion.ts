import { statementAt } from './sql-statements.ts'
import { sqlTokens } from './sql-tokens.ts'

export interface CompletionColumn {
  readonly name: string
  readonly type: string
  readonly label: string
}
export interface CompletionCatalogue {
  readonly tables: readonly { readonly name: string; readonly label: string; readonly columns: readonly CompletionColumn[] }[]
  readonly functions: readonly { readonly name: string; readonly parameters: string; readonly text: string }[]
  /** Values by column, such as all departments. */
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly parameters: readonly string[]
  readonly keywords: readonly string[]
}
export interface Completion {
  readonly kind: 'table' | 'column' | 'function' | 'value' | 'parameter' | 'keyword'
  readonly label: string
  /** What is put in, where it differs from the label. */
  readonly insert?: string
  readonly note: string
  /** Higher comes first. */
  readonly rank: number
}
export interface Completions {
  readonly from: number
  readonly options: readonly Completion[]
}

const longest = 200_000
const plainName = /^[a-z_][a-z0-9_]*$/i

function quotedName(name: string): string {
  return plainName.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

const fixed = new WeakMap<CompletionCatalogue['functions'], readonly Completion[]>()
/** Keywords and functions, some thousand: made once, not at every key. */
function fixedOptions({ functions, keywords }: CompletionCatalogue): readonly Completion[] {
  const known = fixed.get(functions)
  if (known) return known
  const made = [
    ...keywords.map((keyword): Completion => ({ kind: 'keyword', label: keyword, note: '', rank: 4 })),
    ...functions.map((each): Completion => ({ kind: 'function', label: each.name, insert: each.name, note: `(${each.parameters}) ${each.text}`, rank: 2 })),
  ]
  fixed.set(functions, made)
  return made
}

/** Whether a word is a keyword, or one of the words of a longer one, such as ALL. */
export function isWholeKeyword(word: string, { keywords }: Pick<CompletionCatalogue, 'keywords'>): boolean {
  const capitals = word.toUpperCase()
  return keywords.some((keyword) => keyword.split(' ').includes(capitals))
}

/** What may stand at a place of a text. Null where nothing is to be offered. */
export function completionsAt(text: string, place: number, catalogue: CompletionCatalogue): Completions | null {
  if (text.length > longest) return null
  const around = statementAt(text, place)
  const start = around && place >= around.from ? around.from : place
  const end = around && place >= around.from ? Math.max(around.to, place) : place
  const statement = text.slice(start, end)
  const tokens = sqlTokens(statement).map((token) => ({ ...token, text: statement.slice(token.from, token.to) }))
  const at = place - start
  const current = tokens.find((token) => token.from < at && (at < token.to || (at === token.to && token.kind !== 'space' && token.kind !== 'symbol' && (token.kind !== 'string' || token.open === true))))
  if (current?.kind === 'comment' || current?.kind === 'number') return null
  // A whole keyword is whole: Enter after it is a new line.
  if (current?.kind === 'word' && at === current.to && isWholeKeyword(current.text, catalogue)) return null

  if (current?.kind === 'string') {
    if (!current.text.startsWith("'")) return null
    // The column that the text is compared with, where it is one with known values; else all values.
    const before = tokens.filter((token) => token.to <= current.from && token.kind !== 'space' && token.kind !== 'comment').toReversed()
    const column = before.slice(0, 24).find((token) => token.kind === 'word' && catalogue.values[token.text.toLowerCase()])?.text.toLowerCase()
    const names = column ? [column] : Object.keys(catalogue.values)
    const options = names.flatMap((name) => (catalogue.values[name] ?? []).map((value): Completion => ({ kind: 'value', label: value, insert: value.replaceAll("'", "''"), note: name, rank: 10 })))
    return { from: start + current.from + 1, options }
  }

  const used = new Map<string, string>()
  const words = tokens.filter((token) => token.kind === 'word' || token.kind === 'quoted-name' || (token.kind === 'symbol' && /[.,()]/.test(token.text)))
  words.forEach((token, index) => {
    const table = catalogue.tables.find(({ name }) => name.toLowerCase() === token.text.replaceAll('"', '').toLowerCase())
    if (!table || !/^(from|join|,|pivot|unpivot|table|describe|summarize)$/i.test(words[index - 1]?.text ?? '')) return
    used.set(table.name.toLowerCase(), table.name)
    const alias = /^as$/i.test(words[index + 1]?.text ?? '') ? words[index + 2] : words[index + 1]
    if (alias?.kind === 'word' && !catalogue.keywords.includes(alias.text.toUpperCase())) used.set(alias.text.toLowerCase(), table.name)
  })
  const from = current && (current.kind === 'word' || current.kind === 'parameter' || current.kind === 'quoted-name') ? current.from : at
  const columnsOf = (name: string, rank: number) =>
    (catalogue.tables.find((table) => table.name === name)?.columns ?? []).map((column): Completion => ({ kind: 'column', label: column.name, insert: quotedName(column.name), note: `${column.label} ${column.type}`.trim(), rank }))

  const dot = statement[from - 1] === '.' ? tokens.find((token) => token.to === from - 1 && (token.kind === 'word' || token.kind === 'quoted-name')) : undefined
  if (dot) {
    const table = used.get(dot.text.replaceAll('"', '').toLowerCase())
    return table ? { from: start + from, options: columnsOf(table, 10) } : null
  }
  const parameters = catalogue.parameters.map((name): Completion => ({ kind: 'parameter', label: `$${name}`, note: '', rank: 6 }))
  if (statement[from] === '$') return { from: start + from, options: parameters }
  if (!current) return null

  const seen = new Set<string>()
  const columns = [...new Set(used.values())].flatMap((name) => columnsOf(name, 9)).filter(({ label }) => !seen.has(label) && seen.add(label))
  const others = used.size > 0 ? [] : catalogue.tables.flatMap((table) => columnsOf(table.name, 3)).filter(({ label }) => !seen.has(label) && seen.add(label))
  const tables = catalogue.tables.map((table): Completion => ({ kind: 'table', label: table.name, insert: quotedName(table.name), note: table.label, rank: 8 }))
  return { from: start + from, options: [...columns, ...tables, ...parameters, ...others, ...fixedOptions(catalogue)] }
}
