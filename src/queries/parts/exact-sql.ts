import { roundedHalfUp, wholeNumber, withoutPattern } from '@/engine/dialect.ts'
import { sql, verbatim, type Statement } from '@/engine/sql.ts'

/** A number of a rule set as SQL reads it: an exact decimal, however the number is written. */
export function exactNumber(value: number): Statement {
  return wide(sql`${String(value)}`, 6)
}

/**
 * A decimal with room to be multiplied: DuckDB keeps products of decimals of up to 18 digits at 18 digits, so that
 * 0.200000 × 10 billion yuan is an overflow.
 */
export function wide(value: Statement, decimals: number): Statement {
  return sql`CAST(${value} AS DECIMAL(38,${verbatim(String(decimals))}))`
}

/**
 * part ÷ whole × factor, rounded half up to two decimals, without a floating-point step. All three are decimals of at
 * most four digits behind the point, not negative, whole above 0; NULL where whole is 0 or one is NULL.
 */
export function shareOf({ part, whole, factor }: { readonly part: Statement; readonly whole: Statement; readonly factor: Statement }): Statement {
  const integer = (value: Statement) => wholeNumber(sql`${wide(value, 4)} * 10000`)
  const times = wholeNumber(sql`${wide(factor, 2)} * 100`)
  return sql`${roundedHalfUp(sql`${integer(part)} * ${times}`, integer(whole))} * 0.01`
}

/** A text without spaces and punctuation, to compare what people wrote. */
export function bareText(text: Statement): Statement {
  return withoutPattern(text, verbatim(String.raw`'[\t\n\f\r \p{P}\p{S}]+'`))
}
