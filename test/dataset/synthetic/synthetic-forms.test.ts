import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businesses } from '@/dataset/synthetic/business.ts'
import { departments } from '@/dataset/synthetic/city.ts'
import { planIndicators } from '@/dataset/synthetic/indicator-plan.ts'
import { randomOf } from '@/dataset/synthetic/random.ts'
import { syntheticForms } from '@/dataset/synthetic/synthetic-forms.ts'
import { tables } from '@/domain/tables.ts'

const request = { from: 2019, to: 2022, projects: 60, seed: '5' }

function all(over: Partial<typeof request> = {}) {
  return [...syntheticForms({ ...request, ...over })].flatMap(({ year, forms }) => [...forms].map((form) => ({ year, form })))
}

describe('the plan of a form', () => {
  it('has 8 to 12 indicators whose weights add up to 90, in the order of the levels', () => {
    const levels = ['产出指标', '效益指标', '满意度指标']
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...departments), fc.boolean(), (seed, department, withoutSatisfaction) => {
        const business = businesses[department.name]
        const random = randomOf(seed)
        const stem = business && random.pick(business.stems)
        const plans = business && stem ? planIndicators(business, stem, withoutSatisfaction, random) : []
        expect(plans.reduce((sum, plan) => sum + plan.weight, 0)).toBe(90)
        expect(plans.length >= 7 && plans.length <= 12).toBe(true)
        const order = plans.map((plan) => levels.indexOf(plan.level1))
        expect(order).toEqual([...order].sort())
        expect(new Set(plans.map((plan) => plan.level3)).size).toBe(plans.length)
      }),
    )
  })
})

describe('the forms of a city', () => {
  it('are the same for the same request, project by project', () => {
    expect(all()).toEqual(all())
  })

  it('fill every column of the tables, and no form stands twice', () => {
    const forms = all()
    for (const { form } of forms) {
      expect(form.projectYear).toHaveLength(tables.project_year.columns.length)
      for (const fund of form.funds) expect(fund).toHaveLength(tables.fund_source.columns.length)
      for (const indicator of form.indicators) expect(indicator).toHaveLength(tables.indicator.columns.length)
    }
    const ids = forms.map(({ form }) => form.projectYear[tables.project_year.columns.findIndex((column) => column.name === 'form_id')])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('begin alike when more years follow: the future changes no past', () => {
    const short = all({ to: 2020 })
    expect(all().slice(0, short.length)).toEqual(short)
  })
})
