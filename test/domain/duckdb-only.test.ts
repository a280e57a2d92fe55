import { describe, expect, it } from 'vitest'
import { findDuckdbOnly } from '@/domain/duckdb-only.ts'

const found = (text: string) => findDuckdbOnly(text).map(({ written, from }) => [written, from])

describe('what only DuckDB reads', () => {
  it.each([
    ["SELECT year::VARCHAR FROM project_year", [['::', 11]]],
    ['FROM project_year', [['FROM …', 0]]],
    ['SELECT a // b', [['//', 9]]],
    ['SELECT  Arg_Max(a, b), list(c)', [['arg_max()', 8], ['list()', 23]]],
    ['SELECT 1 QUALIFY row_number() OVER () = 1', [['QUALIFY', 9]]],
    ['SELECT department, count(*) FROM t GROUP  BY\nALL', [['GROUP BY ALL', 35]]],
    ['SELECT * EXCLUDE (a) FROM t', [['EXCLUDE', 9]]],
  ])('%s', (text, places) => expect(found(text)).toEqual(places))

  it.each([
    "SELECT 'a::b // QUALIFY arg_max(x)' FROM t -- arg_max(1)",
    'SELECT max_by(a, b), left_over, "left"(1) FROM t GROUP BY x',
    'SELECT constructor(1), toString(2)',
    'SELECT a FROM t LEFT JOIN u ON t.a = u.a',
    '',
  ])('is nothing of %s', (text) => expect(found(text)).toEqual([]))
})
