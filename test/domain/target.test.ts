import { describe, expect, it } from 'vitest'
import { parseTarget } from '@/domain/target.ts'

type Row = readonly [target: string | null, actual: string | null, operator: string | null, value: string | null, high: string | null, unit: string | null, actualValue: string | null, attained: boolean | null]

const quantitative: readonly Row[] = [
  ['>=2次', '2', '>=', '2', null, '次', '2', true],
  ['≥95%', '95', '>=', '95', null, '%', '95', true],
  ['≥95%', '94.99%', '>=', '95', null, '%', '94.99', false],
  ['>=95', '96%', '>=', '95', null, '%', '96', true],
  ['＞＝10', '９', '>=', '10', null, null, '9', false],
  ['>12', '12', '>', '12', null, null, '12', false],
  ['=0', '0', '=', '0', null, null, '0', true],
  ['=0', '1', '=', '0', null, null, '1', false],
  ['=100%', '100', '=', '100', null, '%', '100', true],
  ['12', '12', '=', '12', null, null, '12', true],
  ['12次', '13次', '=', '12', null, '次', '13', true],
  ['≤90万元', '850000元', '<=', '90', null, '万元', '85', true],
  ['≤90万元', '900001元', '<=', '90', null, '万元', '90.0001', false],
  ['≤900000元', '90万元', '<=', '900000', null, '元', '900000', true],
  ['不低于85%', '85', '>=', '85', null, '%', '85', true],
  ['不少于3人', '2名', '>=', '3', null, '人', '2', false],
  ['不超过5天', '6', '<=', '5', null, '天', '6', false],
  ['不高于 5 %', '4％', '<=', '5', null, '%', '4', true],
  ['大于等于10', '10', '>=', '10', null, null, '10', true],
  ['90%-95%', '95%', 'range', '90', '95', '%', '95', true],
  ['90-95%', '96', 'range', '90', '95', '%', '96', false],
  ['3至5次', '3', 'range', '3', '5', '次', '3', true],
  ['≥100百分比', '100', '>=', '100', null, '%', '100', true],
  ['90%以上', '91', '>=', '90', null, '%', '91', true],
  ['24小时以内', '20', '<=', '24', null, '小时', '20', true],
  ['≥1,000份', '1200份', '>=', '1000', null, '份', '1200', true],
  ['≥2次', '2个', '>=', '2', null, '次', null, null],
  ['≥2次', null, '>=', '2', null, '次', null, null],
  ['≥2次', '已完成', '>=', '2', null, '次', null, true],
  ['≥2次', '未完成', '>=', '2', null, '次', null, false],
  ['≥0.12345', '1', '>=', null, null, null, '1', true],
]

const qualitative: readonly (readonly [string, string | null, boolean | null])[] = [
  ['有效', '有效', true],
  ['及时', '及时。', true],
  ['及时', '不及时', false],
  ['提升', '有所提升', true],
  ['显著提升', '有所提升', null],
  ['健全', '已完成', true],
  ['健全', '达到预期目标', true],
  ['健全', '基本健全', null],
  ['健全', '部分完成', false],
  ['健全', '未达到', false],
  ['健全', '详见报告', null],
  ['健全', null, null],
  ['完成', '完成80%', false],
  ['完成', '完成100%', true],
  ['2023年12月底前', '2023年11月', true],
  ['2023年12月底前', '2024年1月', false],
  ['2023年12月底前', '2023年12月', true],
  ['2023年6月15日前', '2023年6月', null],
  ['12月底前', '完成', true],
  ['2023年', '2023年', true],
]

describe('parseTarget', () => {
  it.each(quantitative)('reads %s against %s', (target, actual, operator, value, high, unit, actualValue, attained) => {
    expect(parseTarget(target, actual)).toEqual({ target_kind: 'quantitative', target_operator: operator, target_value: value, target_high: high, target_unit: unit, actual_value: actualValue, attained })
  })

  it.each(qualitative)('judges %s against %s: %s', (target, actual, attained) => {
    expect(parseTarget(target, actual)).toMatchObject({ target_kind: 'qualitative', target_operator: null, target_value: null, target_unit: null, attained })
  })

  it('has nothing to say where there is no target', () => {
    expect(parseTarget(null, '5')).toEqual({ target_kind: null, target_operator: null, target_value: null, target_high: null, target_unit: null, actual_value: '5', attained: null })
  })

  it('compares exactly what the column cannot hold', () => {
    expect(parseTarget('≤1亿元', '9999.999万元')).toMatchObject({ actual_value: null, attained: true })
  })
})
