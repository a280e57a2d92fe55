import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyChoice, emptySelection, parseChoice, toQuery, type Choice } from '@/domain/selection.ts'

describe('parseChoice', () => {
  it('takes nothing as everything', () => {
    expect(parseChoice({})).toEqual({ choice: emptyChoice, problems: [] })
  })

  it('reads every parameter', () => {
    const query = { data: 'songjiang-2023', from: '2015', to: '2020', region: '城东区', department: '教育局', unit: '一中', q: ' 网络 ', min_cut: '0.3', min_execution: '1', sort: '-cut', lang: 'en', theme: 'dark' }
    expect(parseChoice(query)).toEqual({
      choice: { data: 'songjiang-2023', from: 2015, to: 2020, region: '城东区', department: '教育局', unit: '一中', q: ' 网络 ', minCut: 0.3, minExecution: 1, sort: '-cut', lang: 'en', theme: 'dark' },
      problems: [],
    })
  })

  it.each([
    ['from', '20x0', 'not-a-year'],
    ['from', '1989', 'not-a-year'],
    ['to', '2101', 'not-a-year'],
    ['to', '2020.5', 'not-a-year'],
    ['min_cut', '20%', 'not-a-share'],
    ['min_cut', '-0.1', 'not-a-share'],
    ['min_execution', '1.01', 'not-a-share'],
    ['min_execution', '1e-1', 'not-a-share'],
    ['lang', 'fr', 'not-one-of'],
    ['theme', 'Dark', 'not-one-of'],
  ])('reports %s=%s as %s and goes on without it', (parameter, value, code) => {
    expect(parseChoice({ [parameter]: value, department: '教育局' })).toEqual({ choice: { ...emptyChoice, department: '教育局' }, problems: [{ parameter, value, code }] })
  })

  it('reports years that run backwards and ignores both', () => {
    expect(parseChoice({ from: '2020', to: '2015' })).toEqual({ choice: emptyChoice, problems: [{ parameter: 'from', value: '2020–2015', code: 'years-backwards' }] })
    expect(parseChoice({ from: '2015', to: '2015' }).problems).toEqual([])
  })

  it('takes the first of a parameter given twice, and an empty one as left out', () => {
    expect(parseChoice({ department: ['教育局', '卫生局'], q: '', unit: null, from: [] }).choice).toEqual({ ...emptyChoice, department: '教育局' })
  })

  it('compares names in NFC, however the address was typed', () => {
    expect(parseChoice({ unit: 'e\u0301cole' }).choice.unit).toBe('école')
  })
})

describe('half a character', () => {
  it('is read as the mark for what can not be read, so that the next address can carry it', () => {
    expect(parseChoice({ q: 'a\ud800b' }).choice.q).toBe('a\ufffdb')
  })
})

describe('toQuery', () => {
  it('leaves out what is as usual', () => {
    expect(toQuery({ ...emptyChoice, minCut: emptySelection.minCut })).toEqual({})
    expect(toQuery({ ...emptyChoice, minCut: 0.5, from: 2020 })).toEqual({ min_cut: '0.5', from: '2020' })
  })

  it('makes an address that opens the same choice again', () => {
    const text = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }).map((value) => value.normalize('NFC')).filter((value) => value.trim() !== ''), { nil: null })
    const year = fc.option(fc.integer({ min: 1990, max: 2100 }), { nil: null })
    const share = fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => Number((millionths / 1e6).toFixed(6))).filter((value) => value === 0 || value >= 1e-6)
    const choices: fc.Arbitrary<Choice> = fc.record({
      from: year,
      to: year,
      region: text,
      department: text,
      unit: text,
      q: text,
      minCut: share,
      minExecution: share,
      data: text,
      sort: text,
      lang: fc.constantFrom('zh' as const, 'en' as const, null),
      theme: fc.constantFrom('light' as const, 'dark' as const, null),
    })
    fc.assert(
      fc.property(choices, (choice) => {
        fc.pre(choice.from === null || choice.to === null || choice.from <= choice.to)
        expect(parseChoice(toQuery(choice))).toEqual({ choice, problems: [] })
      }),
    )
  })
})
