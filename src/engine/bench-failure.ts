import type { Label } from '@/domain/label.ts'

/** Why a statement of the workbench ended without its whole answer. */
export type FailureKind = 'parser' | 'binder' | 'catalog' | 'conversion' | 'permission' | 'read-only' | 'memory' | 'time' | 'cancelled' | 'crashed' | 'closed' | 'other'

export interface BenchErrorOptions extends ErrorOptions {
  /** What is wrong and what to do about it, where more can be told than the kind says. */
  readonly advice?: Label
}

/** A statement of the workbench that failed: the engine's own words, and the place in the statement's text that it points at. */
export class BenchError extends Error {
  override readonly name = 'BenchError'
  readonly advice: Label | null
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly place: number | null = null,
    options: BenchErrorOptions = {},
  ) {
    super(message, options)
    this.advice = options.advice ?? null
  }
}

/** DuckDB counts bytes of UTF-8, the editor counts UTF-16 units. */
export function placeOfByte(text: string, byte: number): number {
  let [bytes, place] = [0, 0]
  for (const letter of text) {
    if (bytes >= byte) break
    const code = letter.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    place += letter.length
  }
  return place
}

const kinds: Readonly<Record<string, FailureKind>> = {
  Parser: 'parser', Syntax: 'parser', Binder: 'binder', Catalog: 'catalog', Conversion: 'conversion', Permission: 'permission', TransactionContext: 'read-only', 'Out of Memory': 'memory', 'Out of Range': 'conversion', FATAL: 'crashed', INTERNAL: 'crashed', Interrupt: 'cancelled',
}
/** What the WASM runtime says when its memory or its stack is gone; the engine can't be trusted after that. */
const broken = /memory access out of bounds|unreachable|table index|null function|RuntimeError|Aborted\(|call stack|allocation failed|typed array length|out of bounds|indirect call|std::bad_alloc|function signature mismatch/i

function parsed(message: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(message)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

/**
 * Reads an error of an engine with `errors_as_json`. `sent` is the text that it was about, which held the person's
 * statement from `offset` on.
 */
export function toBenchError(error: unknown, sent: string, offset = 0): BenchError {
  if (error instanceof BenchError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/quer(y|ies) (was|were) cancell?ed|INTERRUPT/i.test(message)) return new BenchError('cancelled', message, null, { cause: error })
  const fields = parsed(message)
  if (!fields) return new BenchError(broken.test(message) ? 'crashed' : 'other', message, null, { cause: error })
  // A parser error carries another one inside, with the same place.
  const inner = parsed(String(fields['exception_message']))
  const words = String(inner?.['exception_message'] ?? fields['exception_message'] ?? message)
  const byte = Number(fields['position'] ?? Number.NaN)
  const place = Number.isFinite(byte) ? Math.max(0, placeOfByte(sent, byte) - offset) : null
  return new BenchError(kinds[String(fields['exception_type'])] ?? 'other', words, place, { cause: error })
}
