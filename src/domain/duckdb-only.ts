import { sqlTokens } from './sql-tokens.ts'

/** A spelling that only DuckDB reads, where it stands in a statement, and what Trino has for it; null where it has nothing alike. */
export interface DuckdbOnly {
  readonly written: string
  readonly from: number
  readonly instead: string | null
}

/** Functions by DuckDB's name, with Trino's. */
const functions: ReadonlyMap<string, string> = new Map(Object.entries({
  arg_max: 'max_by(value, by)', arg_min: 'min_by(value, by)',
  list: 'array_agg(x)', list_agg: 'array_agg(x)', string_agg: "listagg(x, ',') WITHIN GROUP (ORDER BY x)", group_concat: "listagg(x, ',') WITHIN GROUP (ORDER BY x)",
  regexp_matches: 'regexp_like(text, pattern)', regexp_full_match: "regexp_like(text, '^…$')", prefix: 'starts_with(text, part)', suffix: "text LIKE '%…'",
  quantile_cont: 'approx_percentile(x, 0.5)', quantile_disc: 'approx_percentile(x, 0.5)', median: 'approx_percentile(x, 0.5)', mode: 'element_at(map_keys(histogram(x)), 1)',
  left: 'substr(text, 1, n)', right: 'substr(text, -n)', len: 'length(text)', instr: 'strpos(text, part)', ifnull: 'coalesce(a, b)', strftime: "date_format(at, '%Y-%m-%d')",
  range: 'sequence(from, to)', generate_series: 'sequence(from, to)', list_value: 'ARRAY[…]', struct_pack: 'ROW(…)', epoch: 'to_unixtime(at)', printf: "format('%s', x)",
  bar: 'bar(x, width)', isodow: 'day_of_week(at)', sum_no_overflow: 'sum(x)', fsum: 'sum(x)',
}))
/** Words and runs of words that stand for a clause. */
const clauses: readonly (readonly [readonly string[], string | null])[] = [
  [['QUALIFY'], 'SELECT … FROM (SELECT …, row_number() OVER (…) AS place …) WHERE place <= n'],
  [['SUMMARIZE'], 'SHOW STATS FOR table'],
  [['UNPIVOT'], 'CROSS JOIN UNNEST(ARRAY[…], ARRAY[…])'],
  [['PIVOT'], 'sum(x) FILTER (WHERE year = 2024)'],
  [['ILIKE'], 'lower(text) LIKE lower(pattern)'],
  [['EXCLUDE'], null],
  [['COLUMNS'], null],
  [['GROUP', 'BY', 'ALL'], 'GROUP BY 1, 2'],
  [['ORDER', 'BY', 'ALL'], 'ORDER BY 1, 2'],
  [['UNION', 'ALL', 'BY', 'NAME'], 'UNION ALL'],
  [['DISTINCT', 'ON'], 'row_number() OVER (PARTITION BY …) = 1'],
  [['USING', 'SAMPLE'], 'TABLESAMPLE BERNOULLI (10)'],
  [['ASOF'], null],
  [['SEMI', 'JOIN'], 'WHERE x IN (SELECT …)'],
  [['ANTI', 'JOIN'], 'WHERE x NOT IN (SELECT …)'],
  [['POSITIONAL', 'JOIN'], null],
  [['HUGEINT'], 'DECIMAL(38,0)'],
  [['INCLUDE', 'NULLS'], null],
]

/** What in a statement only DuckDB reads, in its order: for the message once Trino has refused it. */
export function findDuckdbOnly(statement: string): readonly DuckdbOnly[] {
  const tokens = sqlTokens(statement).filter(({ kind }) => kind !== 'space' && kind !== 'comment')
  const textOf = (place: number) => statement.slice(tokens[place]?.from ?? 0, tokens[place]?.to ?? 0)
  const isWord = (place: number, word: string) => tokens[place]?.kind === 'word' && textOf(place).toUpperCase() === word
  return tokens.flatMap(({ kind, from }, place): readonly DuckdbOnly[] => {
    if (place === 0 && isWord(0, 'FROM')) return [{ written: 'FROM …', from, instead: 'SELECT … FROM …' }]
    if (kind === 'symbol' && textOf(place) === ':' && textOf(place + 1) === ':') return [{ written: '::', from, instead: 'CAST(x AS type)' }]
    if (kind === 'symbol' && textOf(place) === '/' && textOf(place + 1) === '/') return [{ written: '//', from, instead: 'a / b' }]
    if (kind !== 'word') return []
    const clause = clauses.find(([run]) => run.every((word, step) => isWord(place + step, word)))
    if (clause) return [{ written: clause[0].join(' '), from, instead: clause[1] }]
    const name = textOf(place).toLowerCase()
    const instead = textOf(place + 1) === '(' ? functions.get(name) : undefined
    return instead === undefined ? [] : [{ written: `${name}()`, from, instead }]
  })
}
