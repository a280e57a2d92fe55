import { words } from './sql-statements.ts'
import { sqlTokens } from './sql-tokens.ts'

/** Why the workbench does not run a statement. */
export type Refusal = 'too-long' | 'transaction' | 'settings' | 'files' | 'extension' | 'product-table' | 'cluster-reads' | 'duckdb-own' | 'other'

/**
 * What the workbench does with a statement: `rows` answers with rows, `table` is rows by another way of asking
 * (DESCRIBE, SHOW, SUMMARIZE), `explain` a plan, `change` touches temporary tables only.
 */
export type Verdict = { readonly kind: 'rows' | 'table' | 'explain' | 'change' } | { readonly kind: 'refused'; readonly why: Refusal; readonly word: string }

/** More than any person writes; the engine's parser would hold the page's memory for long. */
export const longestStatement = 1_000_000

const refusals: Readonly<Record<string, Refusal>> = {
  BEGIN: 'transaction', START: 'transaction', COMMIT: 'transaction', END: 'transaction', ROLLBACK: 'transaction', ABORT: 'transaction', SAVEPOINT: 'transaction',
  SET: 'settings', RESET: 'settings', PRAGMA: 'settings', USE: 'settings', CALL: 'settings', CHECKPOINT: 'settings', FORCE: 'settings', VACUUM: 'settings', ANALYZE: 'settings',
  COPY: 'files', EXPORT: 'files', IMPORT: 'files', ATTACH: 'files', DETACH: 'files',
  INSTALL: 'extension', LOAD: 'extension', UPDATE_EXTENSIONS: 'extension',
  ALTER: 'product-table', TRUNCATE: 'product-table', COMMENT: 'product-table',
}
const asking = new Set(['SELECT', 'FROM', 'WITH', 'VALUES', 'TABLE', 'PIVOT', 'PIVOT_WIDER', 'UNPIVOT', 'PIVOT_LONGER'])
const describing = new Set(['DESCRIBE', 'DESC', 'SHOW', 'SUMMARIZE'])
const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'DROP'])

/** Functions that change how the engine works although they look like tables. */
const settingFunctions = new Set(['enable_logging', 'disable_logging', 'enable_profiling', 'disable_profiling', 'set_log_level', 'truncate_duckdb_logs', 'write_log', 'checkpoint', 'force_checkpoint'])

function settingFunction(statement: string): string | undefined {
  return sqlTokens(statement)
    .filter((token) => token.kind === 'word' || token.kind === 'quoted-name')
    .map((token) => statement.slice(token.from, token.to).replaceAll('"', '').toLowerCase())
    .find((name) => settingFunctions.has(name))
}

function ofCreate(list: readonly string[]): Verdict {
  const place = list[1] === 'OR' ? 3 : 1
  const lasting = list[place] !== 'TEMP' && list[place] !== 'TEMPORARY'
  const what = list[lasting ? place : place + 1] ?? ''
  if (['SECRET', 'PERSISTENT'].includes(what)) return { kind: 'refused', why: 'files', word: 'CREATE SECRET' }
  if (lasting) return { kind: 'refused', why: 'product-table', word: `CREATE ${what}`.trim() }
  return ['TABLE', 'VIEW', 'MACRO', 'FUNCTION', 'SEQUENCE', 'TYPE'].includes(what) ? { kind: 'change' } : { kind: 'refused', why: 'other', word: `CREATE TEMP ${what}`.trim() }
}

/** Judges one statement by its words, before the engine sees it. The engine's own locks hold whatever slips past here. */
export function judgeStatement(statement: string): Verdict {
  if (statement.length > longestStatement) return { kind: 'refused', why: 'too-long', word: '' }
  const list = words(statement)
  const first = list[0] ?? ''
  const refusal = refusals[first]
  if (refusal) return { kind: 'refused', why: refusal, word: first }
  const setting = settingFunction(statement)
  if (setting) return { kind: 'refused', why: 'settings', word: setting }
  if (first === 'CREATE') return ofCreate(list)
  if (first === 'EXPLAIN') {
    const inner = list.slice(1).find((word) => !['ANALYZE', 'VERBOSE', 'FORMAT', 'JSON', 'TEXT', 'HTML', 'GRAPHVIZ', 'YAML', 'MERMAID'].includes(word)) ?? ''
    if (refusals[inner]) return { kind: 'refused', why: refusals[inner], word: inner }
    return { kind: 'explain' }
  }
  // WITH may lead to a change as well as to rows: `WITH a AS (…) INSERT INTO …`.
  if (first === 'WITH') return list.some((word) => changing.has(word)) && /\)\s*(INSERT|UPDATE|DELETE|MERGE)\b/i.test(statement) ? { kind: 'change' } : { kind: 'rows' }
  if (asking.has(first)) return { kind: 'rows' }
  if (describing.has(first)) return { kind: 'table' }
  if (changing.has(first)) return { kind: 'change' }
  // Not a word that DuckDB knows at a statement's start: it says so best itself, and points at the place.
  return { kind: 'rows' }
}
