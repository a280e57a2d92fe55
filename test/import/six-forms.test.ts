import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rowSchema } from '@/domain/rows.ts'
import { parseForms } from '@/import/form/parse-forms.ts'
import type { ParsedForm } from '@/import/form/parsed-form.ts'

const truth: unknown = JSON.parse(readFileSync('test/truth/songjiang-2023.json', 'utf8'))
const files = readdirSync('data/forms').filter((name) => name.endsWith('.txt')).sort()

/** The form in the words of the truth file, which has points as numbers. */
function asTruth(form: ParsedForm): unknown {
  const { projectYear: row, funds, indicators } = form
  return {
    year: row.year,
    project: row.project,
    department: row.department,
    unit: row.unit,
    initial_budget: row.initial_budget,
    full_year_budget: row.full_year_budget,
    executed: row.executed,
    execution_weight: Number(row.execution_weight),
    execution_rate_percent: row.execution_rate_percent,
    execution_score: Number(row.execution_score),
    funds: funds.map(({ source, initial_budget, full_year_budget, executed }) => ({ source, initial_budget, full_year_budget, executed })),
    expected_goal: row.expected_goal,
    actual_goal: row.actual_goal,
    indicators: indicators.map(({ seq, level1, level2, level3, target, actual, weight, score, deviation_reason }) => ({ seq, level1, level2, level3, target, actual, weight: Number(weight), score: Number(score), deviation_reason })),
    total_weight: Number(row.total_weight),
    total_score: Number(row.total_score),
  }
}

describe('the six forms of Songjiang', () => {
  it('read to the truth, one file a form', () => {
    const readings = files.map((name) => parseForms(readFileSync(`data/forms/${name}`, 'utf8'), { file: name, region: '上海市松江区' }))
    expect(readings.flatMap((reading) => reading.problems)).toEqual([])
    expect(readings.flatMap((reading) => reading.forms.map(asTruth))).toEqual(truth)
  })

  it('read to the truth from the one file with all of them, each with its pages', () => {
    const reading = parseForms(readFileSync('test/truth/2023-松江区城运中心-全部.txt', 'utf8'), { file: 'all.txt' })
    expect(reading.problems).toEqual([])
    expect(reading.forms.map(asTruth)).toEqual(truth)
    expect(reading.forms.map((form) => form.projectYear.source_locator)).toEqual(['p1-2', 'p3-4', 'p5-6', 'p7-8', 'p9-10', 'p11-12'])
  })

  it('yield rows that the tables accept', () => {
    for (const name of files) {
      const [form] = parseForms(readFileSync(`data/forms/${name}`, 'utf8'), { file: name }).forms
      expect(rowSchema('project_year').safeParse(form?.projectYear).error).toBeUndefined()
      for (const fund of form?.funds ?? []) expect(rowSchema('fund_source').safeParse(fund).error).toBeUndefined()
      for (const indicator of form?.indicators ?? []) expect(rowSchema('indicator').safeParse(indicator).error).toBeUndefined()
    }
  })
})
