import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packTexts, readPacked } from '@/rollups/packed-texts.ts'
import type { RowColumns } from '@/rollups/row-columns.ts'
import { columnReceiver, columnSender } from '@/rollups/sent-columns.ts'
import { plainRows } from '@/rollups/lazy-rows.ts'
import { toRows } from '@/rollups/row-columns.ts'

const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 4 }))

it('packed texts are the texts, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.option(anyText)), (texts) => {
      const read = readPacked(packTexts(texts))
      expect(texts.map((_, at) => read(at))).toEqual(texts)
      expect(read(texts.length)).toBeNull()
    }),
  )
})

it('packs texts of any length', () => {
  const texts = ['短', null, '长'.repeat(100_000), '', '尾'.repeat(70_000)]
  const read = readPacked(packTexts(texts))
  expect(texts.map((_, at) => read(at))).toEqual(texts)
})

const many = Array.from({ length: 400 }, (_, at) => (at === 7 ? null : `项目 ${at}`))
const few = ['教育局', null]
/** Of each of 401 places; answers share it. */
const unitOf = Uint16Array.from({ length: 401 }, (_, place) => (place * 3) % 400)
const answer = (codes: readonly number[]): RowColumns => ({
  count: codes.length,
  columns: {
    project: { kind: 'text', codes: Uint32Array.from(codes), texts: many },
    unit: { kind: 'text', codes: unitOf, via: Uint32Array.from(codes, (code) => 400 - code), texts: many },
    department: { kind: 'text', codes: Uint32Array.from(codes, (code) => code % 2), texts: few },
    executed: { kind: 'amount', cents: Float64Array.from(codes, (code) => code * 100) },
  },
})

it('long texts and shared codes go to another thread once, and every answer is read with them', () => {
  const [send, receive] = [columnSender(), columnReceiver()]
  const sizes = [[7, 3], [399, 0, 3]].map((codes) => {
    const expected = plainRows(toRows(answer(codes)))
    const { sent, transfer } = send(answer(codes))
    expect(plainRows(toRows(receive(structuredClone(sent, { transfer }))))).toEqual(expected)
    return sent.shared.length
  })
  expect(sizes).toEqual([2, 0])
  expect(unitOf).toHaveLength(401)
})

it('columns whose texts never came are refused', () => {
  const send = columnSender()
  send(answer([1]))
  expect(() => columnReceiver()(send(answer([2])).sent)).toThrow('never came')
})
