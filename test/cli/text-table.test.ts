import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { textWidth, toTextTable } from '@/cli/text-table.ts'

it('counts two columns for a Chinese character or sign, none for a combining mark', () => {
  expect([textWidth('ab'), textWidth('课题'), textWidth('（1）'), textWidth('e\u0301'), textWidth('𠮷')]).toEqual([2, 4, 5, 1, 2])
})

it('gives every line of left-aligned cells the place that its header has', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '课', '1', '，'), maxLength: 8 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
      const lines = toTextTable([{ name: '名', alignRight: false }, { name: 'x', alignRight: true }], rows.map(([left, right]) => [left, `${right}|`])).split('\n')
      const [, , ...body] = lines
      expect(new Set(body.map(textWidth)).size <= 1).toBe(true)
    }),
  )
})

it('cuts a long text and shows line breaks on one line', () => {
  const [, , line = ''] = toTextTable([{ name: 'text', alignRight: false }], [[`a\nb${'长'.repeat(100)}`]]).split('\n')
  expect(line).toMatch(/^a\\nb长+…$/)
  expect(textWidth(line)).toBeLessThanOrEqual(60)
})
