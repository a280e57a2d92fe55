import { expect, test } from 'vitest'
import type { RuleId } from '@/domain/checks.ts'
import { toFormNotes } from '@/domain/form-notes.ts'

const finding = (rule: RuleId, seq: number | null, message: string, values: Record<string, string> = {}) => ({ rule, seq, form_id: 'f', department: '教育局', year: 2023, values, message: { zh: message, en: message } })

test('notes go from top to bottom of the form; hints of one rule stand together, warnings each by its row', () => {
  const notes = toFormNotes([finding('unexplained', 9, 'c'), finding('unexplained', 2, 'b'), finding('vacuous-target', 4, 'd'), finding('vacuous-target', 6, 'e'), finding('flat-scores', null, 'f'), finding('exact-hit', null, 'a'), finding('masked-cut', null, 'm'), finding('copied-goal', null, 'g')])
  expect(notes.map(({ rule, row, messages }) => [rule, row, messages.map(({ zh }) => zh).join('')])).toEqual([['exact-hit', 'form', 'a'], ['masked-cut', 'total', 'm'], ['copied-goal', 'goals', 'g'], ['unexplained', '2', 'b'], ['vacuous-target', '4', 'de'], ['unexplained', '9', 'c'], ['flat-scores', 'sum', 'f']])
  expect(notes[4]?.marks).toEqual(['indicator-4-target', 'indicator-6-target'])
  expect(toFormNotes([])).toEqual([])
})
