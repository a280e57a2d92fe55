import type { FormsCells } from './forms-cells.ts'
import { compareText } from '../lower-text.ts'

/** Some forms in order of an amount, with what a test of them needs lying side by side. */
export interface FormOrder {
  readonly count: number
  readonly row: Uint32Array
  /** For each row of the forms, from 1, where in the order it stands; 0 where it is not of them. */
  readonly rank: Uint32Array
  /** Codes of years. */
  readonly year: Uint8Array
  readonly place: Uint32Array
  readonly amount: Float64Array
}

type Ordered = Pick<FormsCells, 'places' | 'years' | 'count' | 'year' | 'place' | 'initial' | 'full'>

/** The form's id: what DuckDB orders equals by. */
function formId({ places, years, year, place }: Pick<Ordered, 'places' | 'years' | 'year' | 'place'>, row: number): string {
  return `${places.texts.project_id[places.codes.project_id[place[row] ?? 0] ?? 0] ?? ''}-${years[year[row] ?? 0] ?? ''}`
}

/** Compares rows by form id: by the projects' codes and the years where ids hold no hyphen of their own, else by their texts. */
export function formComparer(forms: Pick<Ordered, 'places' | 'years' | 'year' | 'place'>): (a: number, b: number) => number {
  const project = forms.places.codes.project_id
  const code = (row: number) => project[forms.place[row] as number] as number
  const isPlain = forms.years.every((year) => year >= 1000 && year <= 9999) && forms.places.texts.project_id.every((id) => !id?.includes('-'))
  return isPlain ? (a, b) => code(a) - code(b) || (forms.year[a] as number) - (forms.year[b] as number) : (a, b) => compareText(formId(forms, a), formId(forms, b))
}

/** The forms of which an amount is above 0, the largest first, among equals by form id. */
export function orderOf(forms: Ordered, compareForms: FormsCells['compareForms'], amountOf: (initial: number, full: number) => number): FormOrder {
  const { count, year, place, initial, full } = forms
  const amounts = new Float64Array(count)
  const rows = new Uint32Array(count)
  let found = 0
  for (let row = 0; row < count; row += 1) {
    const amount = amountOf(initial[row] as number, full[row] as number)
    if (!(amount > 0)) continue
    amounts[row] = amount
    rows[found++] = row
  }
  const equals = compareForms()
  const row = rows.slice(0, found).sort((a, b) => (amounts[b] as number) - (amounts[a] as number) || equals(a, b))
  const order = { count: found, row, rank: new Uint32Array(count), year: new Uint8Array(found), place: new Uint32Array(found), amount: new Float64Array(found) }
  for (let at = 0; at < found; at += 1) {
    const from = row[at] as number
    order.rank[from] = at + 1
    order.year[at] = year[from] as number
    order.place[at] = place[from] as number
    order.amount[at] = amounts[from] as number
  }
  return order
}
