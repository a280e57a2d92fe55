import * as z from 'zod/mini'
import type { MeasureName } from '@/domain/measures.ts'
import type { Selection } from '@/domain/selection.ts'
import { identifier, sql } from '@/engine/sql.ts'
import { departmentByYear } from './department-by-year.ts'
import type { Query } from './query.ts'

const row = z.strictObject({
  department: z.string(),
  year: z.int(),
  /** Exact yuan and points as text, shares and counts as numbers. */
  value: z.nullable(z.union([z.string(), z.number()])),
})

export type DepartmentMeasureRow = z.infer<typeof row>

/** The measure that a person picks, by department and year. A department without a form in a year has no row. */
export const departmentMeasure: Query<{ readonly measure: MeasureName; readonly selection: Selection }, DepartmentMeasureRow> = {
  name: 'department measure',
  row,
  fromSums: (sums, { measure, selection }) => {
    const rows = sums({ name: 'department measure', groupBy: ['department', 'year'], measures: [measure] }, { selection })
    return rows && rows.map(({ department, year, [measure]: value }) => ({ department: String(department), year: Number(year), value: typeof value === 'boolean' ? null : (value ?? null) }))
  },
  statement: ({ measure, selection }) => sql`
SELECT department, CAST(year AS INTEGER) AS year, ${identifier(measure)} AS value
FROM (
${departmentByYear(measure).statement(selection)}
) AS measured
ORDER BY department, year`,
}
