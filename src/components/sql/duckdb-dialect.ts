import { SQLDialect } from '@codemirror/lang-sql'

/** Words of DuckDB's grammar that completion offers, in the order people need them. */
export const duckdbKeywords = (
  'SELECT FROM WHERE GROUP BY|GROUP BY ALL|ORDER BY|ORDER BY ALL|HAVING|QUALIFY|LIMIT|OFFSET|WITH|WITH RECURSIVE|AS|JOIN|LEFT JOIN|FULL JOIN|CROSS JOIN|ASOF JOIN|SEMI JOIN|ANTI JOIN|ON|USING|UNION ALL|UNION ALL BY NAME|EXCEPT|INTERSECT|DISTINCT|DISTINCT ON|CASE|WHEN|THEN|ELSE|END|AND|OR|NOT|IN|IS NULL|IS NOT NULL|BETWEEN|LIKE|ILIKE|EXISTS|' +
  'CAST|TRY_CAST|FILTER|OVER|PARTITION BY|ROWS BETWEEN|RANGE BETWEEN|UNBOUNDED PRECEDING|CURRENT ROW|WINDOW|PIVOT|UNPIVOT|DESCRIBE|SUMMARIZE|EXPLAIN|EXPLAIN ANALYZE|EXCLUDE|REPLACE|COLUMNS|VALUES|LATERAL|UNNEST|SAMPLE|USING SAMPLE|ASC|DESC|NULLS LAST|NULLS FIRST|CREATE TEMP TABLE|CREATE TEMP VIEW|DROP TABLE|DROP VIEW|NULL|TRUE|FALSE|INTERVAL|DATE|POSITIONAL JOIN|GROUPING SETS|ROLLUP|CUBE'
).replace('SELECT FROM WHERE GROUP BY|', 'SELECT|FROM|WHERE|GROUP BY|').split('|')

export const duckdbDialect = SQLDialect.define({
  keywords: [...new Set(duckdbKeywords.join(' ').toLowerCase().split(' '))].join(' ') + ' by all recursive first last preceding following materialized temporary or view table macro insert into update set delete for respect ignore',
  types: 'bigint boolean blob bit date decimal double float hugeint integer int interval list map numeric real smallint struct text time timestamp timestamptz tinyint ubigint uinteger union usmallint utinyint uuid varchar',
  builtin: '',
  doubleDollarQuotedStrings: true,
  doubleQuotedStrings: false,
  operatorChars: '*+-%<>!=&|~^/?@',
  specialVar: '$',
  slashComments: false,
  spaceAfterDashes: false,
  unquotedBitLiterals: false,
})
