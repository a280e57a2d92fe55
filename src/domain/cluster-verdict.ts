import { longestStatement, type Verdict } from './sql-verdict.ts'
import { words } from './sql-statements.ts'

const duckdbOwn = new Set(['FROM', 'PIVOT', 'PIVOT_WIDER', 'PIVOT_LONGER', 'UNPIVOT', 'SUMMARIZE', 'PRAGMA', 'ATTACH', 'DETACH', 'INSTALL', 'LOAD', 'CHECKPOINT', 'EXPORT', 'IMPORT', 'COPY'])
const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'DROP', 'CREATE', 'ALTER', 'TRUNCATE', 'COMMENT', 'CALL', 'GRANT', 'REVOKE', 'DENY', 'ANALYZE', 'REFRESH', 'SET', 'RESET', 'USE', 'PREPARE', 'EXECUTE', 'DEALLOCATE', 'START', 'BEGIN', 'COMMIT', 'ROLLBACK'])

/** What the workbench does with a statement for a cluster, which only reads: the rights of its user hold whatever slips past here. */
export function judgeForCluster(statement: string): Verdict {
  if (statement.length > longestStatement) return { kind: 'refused', why: 'too-long', word: '' }
  const [first = '', ...rest] = words(statement)
  if (duckdbOwn.has(first)) return { kind: 'refused', why: 'duckdb-own', word: first }
  if (changing.has(first)) return { kind: 'refused', why: 'cluster-reads', word: first }
  const inner = first === 'EXPLAIN' ? rest.find((word) => changing.has(word) && word !== 'ANALYZE') : undefined
  return inner === undefined ? { kind: 'rows' } : { kind: 'refused', why: 'cluster-reads', word: inner }
}
