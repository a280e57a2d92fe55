import { spelled, sql, type Statement } from './sql.ts'

/** Whether a text holds another, letter for letter; NULL where one is. */
export function holdsText(text: Statement, part: Statement): Statement {
  return spelled({ duckdb: sql`contains(${text}, ${part})`, trino: sql`strpos(${text}, ${part}) > 0` })
}

/** Whether a text matches a pattern that both engines' regular expressions read alike. */
export function matchesPattern(text: Statement, pattern: Statement): Statement {
  return spelled({ duckdb: sql`regexp_matches(${text}, ${pattern})`, trino: sql`regexp_like(${text}, ${pattern})` })
}

/** A text with every match of a pattern taken out. */
export function withoutPattern(text: Statement, pattern: Statement): Statement {
  return spelled({ duckdb: sql`regexp_replace(${text}, ${pattern}, '', 'g')`, trino: sql`regexp_replace(${text}, ${pattern})` })
}

/** A number cast to the widest whole numbers that an engine has: 38 digits. */
export function wholeNumber(value: Statement): Statement {
  return spelled({ duckdb: sql`CAST(${value} AS HUGEINT)`, trino: sql`CAST(${value} AS DECIMAL(38,0))` })
}

/** Whole number ÷ whole number above 0, rounded down; the first must not be negative. NULL where the second is 0. */
export function roundedDown(part: Statement, whole: Statement): Statement {
  return spelled({ duckdb: sql`(${part}) // nullif(${whole}, 0)`, trino: sql`((${part}) - (${part}) % nullif(${whole}, 0)) / nullif(${whole}, 0)` })
}

/** Whole number ÷ whole number above 0, rounded half up; the first must not be negative. NULL where the second is 0. */
export function roundedHalfUp(part: Statement, whole: Statement): Statement {
  return spelled({
    duckdb: sql`CAST((2 * (${part}) + ${whole}) // nullif(2 * ${whole}, 0) AS DECIMAL(36,0))`,
    // Trino rounds the quotient of two decimals half up to their scale, here 0.
    trino: sql`CAST((${part}) / nullif(${whole}, 0) AS DECIMAL(36,0))`,
  })
}

/** The value of the row where another is least, over rows that have both. */
export function valueAtLeast(value: Statement, by: Statement): Statement {
  return spelled({ duckdb: sql`arg_min(${value}, ${by})`, trino: sql`min_by(${value}, ${by}) FILTER (WHERE ${value} IS NOT NULL)` })
}

/** The value of the row where another is greatest, over rows that have both. */
export function valueAtGreatest(value: Statement, by: Statement): Statement {
  return spelled({ duckdb: sql`arg_max(${value}, ${by})`, trino: sql`max_by(${value}, ${by}) FILTER (WHERE ${value} IS NOT NULL)` })
}

/** The most frequent value of a group, absent ones aside; of several, the first in order. */
export function mostFrequent(value: Statement): Statement {
  return spelled({
    duckdb: sql`mode(${value} ORDER BY ${value})`,
    trino: sql`element_at(array_sort(map_entries(histogram(${value})), (a, b) -> CASE WHEN a[2] > b[2] THEN -1 WHEN a[2] < b[2] THEN 1 WHEN a[1] < b[1] THEN -1 WHEN a[1] > b[1] THEN 1 ELSE 0 END), 1)[1]`,
  })
}

/**
 * The widest whole number, not negative, as DOUBLE. DuckDB adds two rounded halves of 64 bits, which past 2^53 is not
 * always the nearest; Trino is made to do the same.
 */
export function wholeToDouble(value: Statement): Statement {
  const half = sql`CAST('18446744073709551616' AS DECIMAL(38,0))`
  return spelled({
    duckdb: sql`CAST(${value} AS DOUBLE)`,
    trino: sql`(CAST((${value}) % ${half} AS DOUBLE) + CAST(((${value}) - (${value}) % ${half}) / ${half} AS DOUBLE) * CAST(${half} AS DOUBLE))`,
  })
}

/** The bits of a group in one number: a bit a place, 0 to 62. */
export function bitsTogether(place: Statement): Statement {
  return spelled({ duckdb: sql`bit_or(CAST(1 AS BIGINT) << ${place})`, trino: sql`bitwise_or_agg(bitwise_left_shift(BIGINT '1', ${place}))` })
}
