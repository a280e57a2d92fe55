import { describe, expect, it } from 'vitest'
import { judgeForCluster } from '@/domain/cluster-verdict.ts'

describe('what the workbench sends to a cluster', () => {
  it.each(['SELECT 1', 'WITH a AS (SELECT 1) SELECT * FROM a', '(SELECT 1)', 'VALUES 1', 'SHOW TABLES', 'DESCRIBE indicator', 'EXPLAIN SELECT 1', 'EXPLAIN ANALYZE SELECT 1', 'SELEC 1', "SELECT 'INSERT'"])('%s', (text) => expect(judgeForCluster(text)).toEqual({ kind: 'rows' }))

  it.each([
    ['CREATE TEMP TABLE a AS SELECT 1', 'cluster-reads', 'CREATE'],
    ['delete from indicator', 'cluster-reads', 'DELETE'],
    ['CALL system.kill_query()', 'cluster-reads', 'CALL'],
    ['SET SESSION query_max_run_time = \'1h\'', 'cluster-reads', 'SET'],
    ['EXPLAIN ANALYZE INSERT INTO a SELECT 1', 'cluster-reads', 'INSERT'],
    ['FROM project_year', 'duckdb-own', 'FROM'],
    ['SUMMARIZE indicator', 'duckdb-own', 'SUMMARIZE'],
    ['PIVOT t ON year', 'duckdb-own', 'PIVOT'],
    [' '.repeat(1_000_001), 'too-long', ''],
  ])('%s is refused', (text, why, word) => expect(judgeForCluster(text)).toEqual({ kind: 'refused', why, word }))
})
