import { parseArgs } from 'node:util'
import { commandNames, usageLine, type CommandName } from './help.ts'
import { UsageError } from './usage-error.ts'

export interface Call {
  readonly command: CommandName
  readonly inputs: readonly string[]
  readonly options: ReadonlyMap<string, string>
}

const allowed: Readonly<Record<CommandName, readonly string[]>> = {
  convert: ['out', 'format', 'region', 'title', 'description', 'report', 'lang'],
  check: ['format', 'rules', 'lang'],
  query: ['format', 'file'],
  generate: ['years', 'projects', 'seed', 'out', 'format'],
  publish: ['engine', 'schema', 'catalog', 'user', 'year', 'warehouse', 'out'],
}

function isCommand(word: string | undefined): word is CommandName {
  return commandNames.some((name) => name === word)
}

/** What was asked for: a call, or help for one command or all. Throws UsageError. */
export function parseCall(words: readonly string[]): Call | { readonly help: CommandName | null } {
  const [first, ...rest] = words
  const asksHelp = (word: string | undefined) => word === '--help' || word === '-h' || word === 'help'
  if (asksHelp(first)) return { help: isCommand(rest[0]) ? rest[0] : null }
  if (!isCommand(first)) throw new UsageError(`${first === undefined ? 'A command is missing' : `There is no command "${first}"`}.\n${usageLine()}`)
  if (rest.some((word) => word === '--help' || word === '-h')) return { help: first }
  try {
    const { values, positionals } = parseArgs({ args: [...rest], allowPositionals: true, strict: true, options: Object.fromEntries(allowed[first].map((name) => [name, { type: 'string' as const }])) })
    const options = new Map(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
    return { command: first, inputs: positionals, options }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usageLine(first)}`, { cause: error })
  }
}

/** A required option's text. */
export function required(call: Call, name: string): string {
  const value = call.options.get(name)
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing.\n${usageLine(call.command)}`)
  return value
}

/** An option that is one of a few words; the first is the usual one. */
export function oneOf<T extends string>(call: Call, name: string, words: readonly [T, ...T[]]): T {
  const value = call.options.get(name)
  if (value === undefined) return words[0]
  const word = words.find((one) => one === value)
  if (word === undefined) throw new UsageError(`--${name} ${value} is not known; it is one of ${words.join(', ')}.`)
  return word
}
