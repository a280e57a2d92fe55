import { describe, expect, it } from 'vitest'
import { answerCellText } from '@/domain/answer-cell.ts'

describe('a cell of an answer', () => {
  it.each([
    ['executed', 'DECIMAL(38,2)', '-1234567.80', '−1,234,567.80'],
    ['n', 'BIGINT', '999', '999'],
    ['year', 'SMALLINT', '2023', '2023'],
    ['rate', 'DOUBLE', '0.123456', '0.123456'],
    ['gap', 'DOUBLE', '-0.5', '−0.5'],
    ['x', 'DOUBLE', '1e+300', '1e+300'],
    ['x', 'DOUBLE', '-inf', '-inf'],
    ['code', 'VARCHAR', '1234567', '1234567'],
  ])('%s %s %s', (name, type, text, shown) => expect(answerCellText({ name, type }, text)).toBe(shown))
  it('leaves NULL alone', () => expect(answerCellText({ name: 'n', type: 'BIGINT' }, null)).toBeNull())
})
