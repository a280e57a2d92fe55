import { strict as assert } from 'node:assert'
import * as fc from 'fast-check'
import { compareDecimals, parseDecimal } from '@/domain/decimal.ts'
import { sumPoints } from '@/import/form/total-row.ts'
import type { ParsedForm } from '@/import/form/parsed-form.ts'
import { readFiles } from '@/import/read-files.ts'
import { formStructure } from '../import/support/form-structure.ts'
import { printForm } from '../import/support/print-form.ts'
import { formTexts } from '../import/support/tables-of-truth.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { assertRowsHold } from './rows-hold.ts'

const labels = ['财政项目支出绩效自评表', '项目名称', '主管部门', '实施单位', '年度资金总额', '当年财政拨款', '上年结转资金', '其他资金', '预期目标', '实际完成情况', '一级指标 二级指标 三级指标', '产出指标(50分)', '数量指标', '总分', '100 98', '—', '无', '绩', '效', '\f', ' 2023年度', '≥95% 96% 10 10', '10.005 3', '1,234,567.891', '－0.00', '(万元)', '９８', '\u202e', '\ud83d']
const printed = fc
  .record({ form: formStructure, unit: fc.constantFrom('元', '万元'), separators: fc.boolean(), width: fc.integer({ min: 5, max: 30 }), breaks: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 3 }), letters: fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }) })
  .map(({ form, unit, separators, width, breaks, letters }) =>
    printForm(form, { unit, separators, goalWidths: [width + 13, width + 10], headWidths: [width, width, width], textWidth: width, reasonWidth: width, reasonSpaced: false, breaks, letters: letters.toSorted((a, b) => a - b) }),
  )

type Edit = { readonly at: number; readonly kind: 'drop' | 'twice' | 'swap' | 'insert' | 'glue' | 'erase'; readonly text: string; readonly length: number }
const edit: fc.Arbitrary<Edit> = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), kind: fc.constantFrom('drop', 'twice', 'swap', 'insert', 'glue', 'erase'), text: fc.oneof(fc.constantFrom(...labels), fc.string({ maxLength: 8, unit: 'grapheme' })), length: fc.integer({ min: 1, max: 12 }) })

function edited(lines: readonly string[], { at, kind, text, length }: Edit): readonly string[] {
  const place = Math.floor(at * lines.length)
  const [before, line = '', after] = [lines.slice(0, place), lines[place], lines.slice(place + 1)]
  if (kind === 'drop') return [...before, ...after.slice(length - 1)]
  if (kind === 'twice') return [...before, line, ...lines.slice(place, place + length), ...after]
  if (kind === 'swap') return [...before, ...after.slice(0, 1), line, ...after.slice(1)]
  if (kind === 'insert') return [...before, text, line, ...after]
  if (kind === 'glue') return [...before, `${line}${text}${after[0] ?? ''}`, ...after.slice(1)]
  return [...before, line.slice(0, length), ...after]
}

const changed = fc.tuple(fc.oneof(fc.constantFrom(...formTexts), printed), fc.array(edit, { maxLength: 6 })).map(([text, edits]) => edits.reduce<readonly string[]>(edited, text.split('\n')).join('\n'))
const made = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...labels) }, { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: 'grapheme' }) }), { maxLength: 120 }).map((lines) => lines.join('\n'))

/** The printed totals are what the parts add up to, or a problem of the file says that they are not. */
function assertSums({ projectYear: form, indicators }: ParsedForm, codes: ReadonlySet<string>): void {
  for (const [column, own, total] of [['weight', form.execution_weight, form.total_weight], ['score', form.execution_score, form.total_score]] as const) {
    if (total === null) {
      assert.ok(codes.has('missing-total'), `a form without ${column} total was read as if it were whole`)
      continue
    }
    const sum = sumPoints([own, ...indicators.map((indicator) => indicator[column])])
    const whole = parseDecimal(total)
    assert.ok(whole && (compareDecimals(sum, whole) === 0 || codes.has(`total-${column}-differs`)), `${column}: the parts do not add up to ${total}, and nothing says so`)
  }
}

/** Texts of forms, real, printed and made up, with lines lost, doubled, moved and glued: parsed with its sums checked, or refused. */
export const formTarget: FuzzTarget<string> = {
  name: 'form parser',
  share: 0.25,
  cases: fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: made }),
  holds: async (text) => {
    const files = await readFiles([{ name: 'a.txt', bytes: new TextEncoder().encode(text) }])
    assertRowsHold(files)
    for (const file of files) {
      const codes = new Set(file.problems.map((problem) => problem.code))
      assert.ok(file.forms.length > 0 || file.problems.some((problem) => problem.severity === 'error') || file.rows.project_year.length + file.rows.indicator.length > 0, 'refused without a reason')
      for (const form of file.forms) assertSums(form, codes)
    }
  },
}
