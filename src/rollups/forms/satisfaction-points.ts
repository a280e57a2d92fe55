import { holdsText } from '@/engine/dialect.ts'
import { sql, type Statement } from '@/engine/sql.ts'

/** Whether an indicator `i` is about satisfaction. */
export function isSatisfaction(): Statement {
  return holdsText(sql`COALESCE(i.level1, '') || ' ' || COALESCE(i.level2, '')`, sql`'满意'`)
}

/** The points taken off those indicators `i` of a group that met their targets; NULL where none lost any. */
export function pointsTakenOff(): Statement {
  return sql`sum(i.weight - i.score) FILTER (WHERE i.attained AND i.score < i.weight)`
}
