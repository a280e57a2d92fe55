import { findDuckdbOnly } from '@/domain/duckdb-only.ts'
import type { Label } from '@/domain/label.ts'
import { BenchError, type FailureKind } from './bench-failure.ts'
import { QueryError } from './engine.ts'

const kinds: readonly (readonly [RegExp, FailureKind])[] = [
  [/^SYNTAX_ERROR$/, 'parser'],
  [/^(FUNCTION|TABLE|SCHEMA|CATALOG|TYPE)_NOT_FOUND$/, 'catalog'],
  [/^(COLUMN_NOT_FOUND|AMBIGUOUS_NAME|TYPE_MISMATCH|EXPRESSION_\w+|MISSING_\w+|INVALID_(FUNCTION_ARGUMENT|COLUMN_REFERENCE|ORDER_BY|WINDOW_\w+)|MISMATCHED_COLUMN_ALIASES|NOT_SUPPORTED|NESTED_\w+|DUPLICATE_\w+)$/, 'binder'],
  [/^(INVALID_CAST_ARGUMENT|DIVISION_BY_ZERO|NUMERIC_VALUE_OUT_OF_RANGE|INVALID_LITERAL)$/, 'conversion'],
  [/^PERMISSION_DENIED$/, 'permission'],
]
/** Refusals of a text, where DuckDB's own spelling may be the reason. */
const ofText: ReadonlySet<FailureKind> = new Set(['parser', 'catalog', 'binder'])

/** A name in a text of the workbench that is not there is a slip of the person, not a dataset that was not published. */
const listed: Label = { zh: '左边“表”里列出了集群里有的表和列，补全里有它的函数。', en: 'The list of tables on the left has what the cluster has, the completion its functions.' }

/** Where a line and column, from 1 and counted in letters, lie in a text. */
export function placeOfLine(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  const before = text.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  const letters = [...text.slice(before).split('\n', 1).join('')].slice(0, column - 1)
  return Math.min(text.length, before + letters.join('').length)
}

/** What Trino has for the first spelling of a statement that only DuckDB reads; null where there is none. */
function spellingAdvice(text: string): { readonly advice: Label; readonly from: number } | null {
  const [found] = findDuckdbOnly(text)
  if (!found) return null
  const { written, instead, from } = found
  const advice = instead === null ? { zh: `${written} 是 DuckDB 的写法，Trino 没有相应的。请换一种写法。`, en: `${written} is DuckDB’s; Trino has nothing like it. Write it another way.` } : { zh: `${written} 是 DuckDB 的写法；Trino 写作 ${instead}。`, en: `${written} is DuckDB’s; Trino writes ${instead}.` }
  return { advice, from }
}

/** Why a cluster did not answer a statement of the workbench, as the workbench says it. */
export function toClusterFailure(error: unknown, text: string): BenchError {
  if (error instanceof BenchError) return error
  if (!(error instanceof QueryError)) return new BenchError('other', error instanceof Error ? error.message : String(error), null, { cause: error })
  const kind = kinds.find(([codes]) => codes.test(error.code ?? ''))?.[1] ?? 'other'
  const spelling = ofText.has(kind) ? spellingAdvice(text) : null
  const place = error.position ? placeOfLine(text, error.position) : (spelling?.from ?? null)
  const advice = spelling?.advice ?? (kind === 'catalog' || error.code === 'COLUMN_NOT_FOUND' ? listed : error.advice)
  return new BenchError(kind, error.message, place, { cause: error, ...(advice ? { advice } : {}) })
}
