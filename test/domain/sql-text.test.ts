import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindParameters, findParameters, isUsable, kindOf } from '@/domain/sql-parameters.ts'
import { splitStatements, statementAt } from '@/domain/sql-statements.ts'
import { sqlTokens } from '@/domain/sql-tokens.ts'
import { judgeStatement, longestStatement } from '@/domain/sql-verdict.ts'

const texts = (text: string) => splitStatements(text).map((statement) => statement.text)

describe('the pieces of a text', () => {
  it('are the whole text, whatever it is', () => {
    const pieces = fc.constantFrom("'", '"', '$', '$$', '$a$', '--', '/*', '*/', ';', '\n', ' ', 'SELECT', '项目', '1.5e3', "E'", '\\', '😀')
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      expect(sqlTokens(text).map((token) => text.slice(token.from, token.to)).join('')).toBe(text)
    }))
  })
})

describe('splitting statements', () => {
  it.each([
    ['SELECT 1; SELECT 2', ['SELECT 1', 'SELECT 2']],
    ["SELECT ';' || ''';' ; SELECT 2;;", ["SELECT ';' || ''';'", 'SELECT 2']],
    ['SELECT ";" FROM t', ['SELECT ";" FROM t']],
    ['SELECT $$ ; $$, $a$ ; $$ ; $a$; SELECT 2', ['SELECT $$ ; $$, $a$ ; $$ ; $a$', 'SELECT 2']],
    ['/* a /* b ; */ c ; */ SELECT 1 -- ; no\n; SELECT 2', ['SELECT 1', 'SELECT 2']],
    ["SELECT E'\\';' ; SELECT 2", ["SELECT E'\\';'", 'SELECT 2']],
    ["SELECT '\\' ; SELECT 2", ["SELECT '\\'", 'SELECT 2']],
    ['-- only a comment', []],
    ["SELECT 'never ends ; SELECT 2", ["SELECT 'never ends ; SELECT 2"]],
    ['', []],
  ])('%s', (text, expected) => expect(texts(text)).toEqual(expected))

  it('finds the statement under the cursor', () => {
    const text = 'SELECT 1;\n\nSELECT 2\nFROM t;  \n-- end\n'
    expect(statementAt(text, 3)?.text).toBe('SELECT 1')
    expect(statementAt(text, 9)?.text).toBe('SELECT 1')
    expect(statementAt(text, 10)?.text).toBe('SELECT 1')
    expect(statementAt(text, 15)?.text).toBe('SELECT 2\nFROM t')
    expect(statementAt(text, text.length)?.text).toBe('SELECT 2\nFROM t')
    expect(statementAt('  -- nothing', 4)).toBeNull()
    expect(statementAt('SELECT 1; SELECT 2', 9)?.text).toBe('SELECT 1')
    expect(statementAt('SELECT 1; SELECT 2', 12)?.text).toBe('SELECT 2')
  })
})

describe('parameters', () => {
  it('are found outside strings, comments and dollar quotes only', () => {
    expect(findParameters("SELECT $from, '$no', \"$no\", $$ $no $$, $to -- $no\n, $from, $部门 /* $no */, a$b")).toEqual(['from', 'to', '部门'])
  })

  it('are replaced, and places found again', () => {
    const text = 'SELECT $a, nope, $b'
    const bound = bindParameters(text, { a: "'o''neil'", b: '2' })
    expect(bound.text).toBe("SELECT 'o''neil', nope, 2")
    expect(bound.toSource(bound.text.indexOf('nope'))).toBe(text.indexOf('nope'))
    expect(bound.toSource(bound.text.indexOf('neil'))).toBe(text.indexOf('$a'))
    expect(bound.toSource(bound.text.length)).toBe(text.length)
    expect(bindParameters('SELECT $c', {}).text).toBe('SELECT $c')
  })

  it('know their kinds', () => {
    expect([kindOf('2023'), kindOf('-1.5'), kindOf('2023-02-01'), kindOf('教育局'), kindOf('')]).toEqual(['number', 'number', 'date', 'text', 'text'])
    expect(isUsable({ kind: 'number', text: '1; DROP' })).toBe(false)
    expect(isUsable({ kind: 'date', text: '2023-13-45' })).toBe(false)
  })
})

describe('the verdict on a statement', () => {
  it.each([
    ['SELECT 1', 'rows'], ['  /* c */ from t', 'rows'], ['(SELECT 1)', 'rows'], ['WITH a AS (SELECT 1) SELECT * FROM a', 'rows'], ['PIVOT t ON a USING sum(b)', 'rows'], ['VALUES (1)', 'rows'],
    ['DESCRIBE t', 'table'], ['SUMMARIZE t', 'table'], ['SHOW TABLES', 'table'],
    ['EXPLAIN ANALYZE SELECT 1', 'explain'], ['CREATE TEMP TABLE a AS SELECT 1', 'change'], ['create or replace temporary view v as select 1', 'change'], ['DROP TABLE a', 'change'], ['INSERT INTO a VALUES (1)', 'change'],
    ["SELECT 'COPY'", 'rows'],
  ])('%s is run as %s', (text, kind) => expect(judgeStatement(text).kind).toBe(kind))

  it.each([
    ['COPY t TO \'x.csv\'', 'files'], ["ATTACH 'x.db'", 'files'], ['INSTALL httpfs', 'extension'], ['LOAD json', 'extension'], ['PRAGMA version', 'settings'], ['SET threads=4', 'settings'], ['COMMIT', 'transaction'],
    ['BEGIN', 'transaction'], ['CREATE TABLE t (a INT)', 'product-table'], ['CREATE SECRET s (TYPE s3)', 'files'], ['ALTER TABLE project_year ADD COLUMN a INT', 'product-table'], ["EXPLAIN COPY t TO 'x'", 'files'], ['/* x */ -- y\n set a = 1', 'settings'], ['EXPORT DATABASE \'x\'', 'files'],
  ])('%s is refused: %s', (text, why) => expect(judgeStatement(text)).toMatchObject({ kind: 'refused', why }))

  it('refuses what is longer than anyone writes', () => expect(judgeStatement(`SELECT ${' '.repeat(longestStatement)}1`)).toMatchObject({ why: 'too-long' }))
})
