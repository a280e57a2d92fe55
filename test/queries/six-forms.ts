import { readFileSync } from 'node:fs'
import type { TinyTables } from './tiny-tables.ts'

interface TruthForm {
  readonly year: number
  readonly project: string
  readonly funds: readonly object[]
  readonly indicators: readonly { readonly target: string; readonly actual: string }[]
}

/** The six real forms of 2023 as a careful person read them, derived columns worked out for the few kinds of target that they have. */
export function sixForms(): Required<TinyTables> {
  const forms = JSON.parse(readFileSync(new URL('../truth/songjiang-2023.json', import.meta.url), 'utf8')) as readonly TruthForm[]
  const idOf = (form: TruthForm) => `${form.project}-${form.year}`
  return {
    project_year: forms.map((form) => {
      const { funds: _funds, indicators: _indicators, ...row } = form
      return { ...row, project_id: form.project, form_id: idOf(form) }
    }),
    fund_source: forms.flatMap((form) => form.funds.map((fund) => ({ ...fund, form_id: idOf(form) }))),
    indicator: forms.flatMap((form) =>
      form.indicators.map((row) => {
        const match = /^(>=|=)(\d+)(\D*)$/.exec(row.target)
        const derived = match
          ? { target_kind: 'quantitative' as const, target_operator: match[1] as '>=' | '=', target_value: match[2] ?? null, target_unit: match[3] === '' ? null : (match[3] ?? null), actual_value: row.actual, attained: match[1] === '=' ? row.actual === match[2] : Number(row.actual) >= Number(match[2]) }
          : { target_kind: 'qualitative' as const, attained: row.actual === row.target }
        return { ...row, ...derived, form_id: idOf(form) }
      }),
    ),
  }
}
