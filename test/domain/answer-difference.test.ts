import { describe, expect, it } from 'vitest'
import { answerDifference } from '@/domain/answer-difference.ts'

const columns = [{ name: 'department', type: 'VARCHAR' }, { name: 'executed', type: 'DECIMAL(38,2)' }]

describe('the difference of two answers', () => {
  it('matches rows by what names them, and subtracts exactly', () => {
    const before = { columns, rows: [['教育局', '0.30'], ['水务局', '5.00'], ['数据局', '1.00']] }
    const now = { columns, rows: [['水务局', '5.00'], ['教育局', '0.10'], ['交通局', null]] }
    expect(answerDifference(before, now)).toEqual([
      { kind: 'same', cells: ['水务局', '5.00'], before: null, change: [null, null] },
      { kind: 'changed', cells: ['教育局', '0.10'], before: ['教育局', '0.30'], change: [null, '-0.20'] },
      { kind: 'added', cells: ['交通局', null], before: null, change: [null, null] },
      { kind: 'gone', cells: ['数据局', '1.00'], before: null, change: [null, null] },
    ])
  })

  it('goes by place where nothing names a row', () => {
    const one = [{ name: 'n', type: 'BIGINT' }]
    expect(answerDifference({ columns: one, rows: [['1']] }, { columns: one, rows: [['3']] })?.[0]).toMatchObject({ kind: 'changed', change: ['2'] })
  })

  it('is none where the columns differ', () => {
    expect(answerDifference({ columns, rows: [] }, { columns: columns.slice(1), rows: [] })).toBeNull()
  })
})
