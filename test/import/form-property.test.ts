import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseForms } from '@/import/form/parse-forms.ts'
import { formStructure, type FormStructure } from './support/form-structure.ts'
import { printForm, type PrintOptions } from './support/print-form.ts'

const plain: PrintOptions = { unit: '元', separators: false, goalWidths: [25, 20], headWidths: [13, 12, 8], textWidth: 10, reasonWidth: 40, reasonSpaced: false, breaks: [], letters: [0, 0, 0, 0] }

function expected(form: FormStructure): unknown {
  const amount = (cents: number | null | undefined): string | null => (cents == null ? null : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`)
  return {
    year: form.year,
    project: form.project,
    department: form.department,
    unit: form.unit,
    total: form.total.map(amount),
    funds: form.funds.map(({ source, cents }) => [source, ...cents.map(amount)]),
    expected: form.expected,
    actual: form.actual,
    rows: form.rows.map((row) => [row.level1, row.level2, row.level3, row.target, row.actual, row.weight, row.score, row.reason]),
  }
}

function read(text: string): unknown {
  const { forms, problems } = parseForms(text, { file: 'a.txt' })
  const [form] = forms
  if (!form || forms.length !== 1) return problems
  const row = form.projectYear
  return {
    year: row.year,
    project: row.project,
    department: row.department,
    unit: row.unit,
    total: [row.initial_budget, row.full_year_budget, row.executed],
    funds: form.funds.map((fund) => [fund.source, fund.initial_budget, fund.full_year_budget, fund.executed]),
    expected: row.expected_goal,
    actual: row.actual_goal,
    rows: form.indicators.map((indicator) => [indicator.level1, indicator.level2, indicator.level3, indicator.target, indicator.actual, Number(indicator.weight), Number(indicator.score), indicator.deviation_reason]),
  }
}

const law = (options: fc.Arbitrary<Partial<PrintOptions>>, runs = 80): void => {
  fc.assert(
    fc.property(formStructure, options, (form, chosen) => {
      expect(read(printForm(form, { ...plain, ...chosen }))).toEqual(expected(form))
    }),
    { numRuns: runs, seed: 20231231, endOnFailure: true },
  )
}

const width = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max })
const anything: fc.Arbitrary<PrintOptions> = fc.record({
  unit: fc.constantFrom('元', '万元'),
  separators: fc.boolean(),
  goalWidths: fc.tuple(width(18, 40), width(18, 40)),
  headWidths: fc.tuple(width(4, 30), width(4, 30), width(4, 30)),
  textWidth: width(6, 18),
  reasonWidth: width(7, 12),
  reasonSpaced: fc.boolean(),
  breaks: fc.array(width(1, 90), { maxLength: 3 }),
  letters: fc.array(width(0, 40), { minLength: 4, maxLength: 4 }).map((at) => at.sort((left, right) => left - right)),
})

describe('a printed form reads back to what it was', () => {
  it('in the usual layout', () => law(fc.constant({})))
  it('in 万元, with separators', () => law(fc.record({ unit: fc.constantFrom('元', '万元'), separators: fc.boolean() })))
  it('in columns of any width', () =>
    law(fc.record({ goalWidths: fc.tuple(fc.integer({ min: 18, max: 40 }), fc.integer({ min: 18, max: 40 })), headWidths: fc.tuple(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 4, max: 30 }), fc.integer({ min: 4, max: 30 })), textWidth: fc.integer({ min: 6, max: 18 }) })))
  it('with page breaks anywhere', () => law(fc.record({ breaks: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 3 }) }), 150))
  it('with the letters of the side label anywhere in the table', () => law(fc.record({ letters: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }).map((at) => at.sort((left, right) => left - right)) }), 150))
  it('with wrapped reasons and all of it at once, or says that it is not sure', () => {
    let sure = 0
    fc.assert(
      fc.property(formStructure, anything, (form, options) => {
        const text = printForm(form, options)
        const { problems } = parseForms(text, { file: 'a.txt' })
        if (problems.length > 0) return
        sure += 1
        expect(read(text)).toEqual(expected(form))
      }),
      { numRuns: 300, seed: 20231231, endOnFailure: true },
    )
    expect(sure).toBeGreaterThan(270)
  })
})
