import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseForms } from '@/import/form/parse-forms.ts'

const texts = readdirSync('data/forms').filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(`data/forms/${name}`, 'utf8'))

describe('a form that was cut off', () => {
  it('is refused at every line before its last figures, and says which label is missing', () => {
    for (const text of texts) {
      const lines = text.split('\n')
      const whole = parseForms(text, { file: 'a.txt' }).forms[0]
      const total = lines.findIndex((line) => line.startsWith('总分'))
      for (let end = 0; end < lines.length; end += 1) {
        const { forms, problems } = parseForms(lines.slice(0, end).join('\n'), { file: 'a.txt' })
        if (end > total) expect(forms).toEqual([whole])
        else if (forms.length > 0) {
          // All hundred points are there and only the total row is not: read, without a total, and said so.
          expect(problems.map((problem) => problem.code)).toEqual(['missing-total'])
          expect(forms[0]?.indicators).toEqual(whole?.indicators)
          expect(lines.slice(end, total).every((line) => line.trim() === '')).toBe(true)
        } else {
          expect(problems.filter((problem) => problem.severity === 'error').length).toBeGreaterThan(0)
        }
      }
    }
  })

  it('is refused where its beginning is gone', () => {
    for (const text of texts) {
      const lines = text.split('\n')
      const funds = lines.findIndex((line) => line.startsWith('年度资金总额'))
      for (let start = 4; start < funds; start += 1) {
        if (lines.slice(0, start).every((line) => !line.startsWith('项目名称'))) continue
        const { forms, problems } = parseForms(lines.slice(start).join('\n'), { file: 'a.txt' })
        expect(forms).toEqual([])
        expect(problems[0]?.code).toBe('missing-label')
      }
    }
  })

  it('names the label and the place', () => {
    const lines = (texts[0] ?? '').split('\n')
    const [problem] = parseForms(lines.slice(0, 30).join('\n'), { file: 'a.txt' }).problems
    expect(problem).toMatchObject({ code: 'missing-label', expected: '预期目标', place: { page: 1, line: 30 } })
  })
})

describe('what is no form', () => {
  it.each(['', ' ', '\0\0\0', 'hello', '项目名称', '财政项目支出绩效自评表', '绩\n效\n指\n标', '一级指标 二级指标 三级指标'])('refuses %j', (text) => {
    const { forms, problems } = parseForms(text, { file: 'a.txt' })
    expect(forms).toEqual([])
    expect(problems[0]?.severity).toBe('error')
  })
})

describe('a damaged form', () => {
  it('never throws, and takes its time', () => {
    const damage = fc.record({ form: fc.nat(5), edits: fc.array(fc.record({ at: fc.nat(2000), drop: fc.nat(30), put: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('\n', '\f', '绩', '—', '10', '总分', '一级指标', '|', '\t')) }), { minLength: 1, maxLength: 6 }) })
    fc.assert(
      fc.property(damage, ({ form, edits }) => {
        let text = texts[form] ?? ''
        for (const edit of edits) text = text.slice(0, edit.at) + edit.put + text.slice(edit.at + edit.drop)
        const { forms, problems } = parseForms(text, { file: 'a.txt' })
        expect(forms.length > 0 || problems.length > 0).toBe(true)
      }),
      { numRuns: 500, seed: 1, endOnFailure: true },
    )
  })

  it('is bounded in time on long hostile texts', () => {
    const form = texts[0] ?? ''
    const [head = '', tail = ''] = form.split('一网统管课题调研')
    const started = performance.now()
    for (const filler of ['绩\n', '10 10\n', '产出指标\n', '字\n\n', '—\n', '总分 100\n']) parseForms(head + filler.repeat(20_000) + tail, { file: 'a.txt' })
    for (const filler of ['绩\n', '10 10\n', '产出指标\n', '字\n\n', '无 无 1 1 无\n']) parseForms(form.replace('产出指标', filler.repeat(20_000)), { file: 'a.txt' })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
