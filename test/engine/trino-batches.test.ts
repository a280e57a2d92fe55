import { describe, expect, it } from 'vitest'
import { createBenchAnswer } from '@/engine/bench-answer.ts'
import { toArrowParts } from '@/engine/trino-batches.ts'
import type { TypeSignature } from '@/engine/trino-reply.ts'

const type = (rawType: string, ...values: readonly unknown[]): TypeSignature => ({ rawType, arguments: values.map((value) => ({ kind: 'LONG', value })) })
const column = (name: string, typeSignature: TypeSignature) => ({ name, type: typeSignature.rawType, typeSignature })

/** What the grid shows of rows of Trino, in as many batches. */
function shown(columns: Parameters<typeof toArrowParts>[0], ...batches: readonly (readonly (readonly unknown[])[])[]) {
  const answer = createBenchAnswer()
  answer.append(toArrowParts(columns, []).schema, true)
  for (const rows of batches) answer.append(toArrowParts(columns, rows).batch, false)
  return answer.cells({ from: 0, to: answer.rowCount() }, columns.map((_, place) => place))
}

describe('rows of Trino in the grid', () => {
  it('keep every digit of decimals and integers, signs and absences', () => {
    const columns = [column('money', type('decimal', 38, 2)), column('n', type('bigint')), column('whole', type('decimal', 38, 0))]
    const rows = [
      ['-0.05', '-9223372036854775808', '-99999999999999999999999999999999999999'],
      ['999999999999999999999999999999999999.99', 42, '0'],
      [null, null, null],
      ['1844674407370955161.60', '9007199254740993', '18446744073709551616'],
    ]
    expect(shown(columns, rows.slice(0, 1), rows.slice(1))).toEqual(rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))))
  })
  it('are numbers, booleans and texts as DuckDB prints them', () => {
    const columns = [column('tiny', type('tinyint')), column('small', type('smallint')), column('int', type('integer')), column('real', type('real')), column('double', type('double')), column('yes', type('boolean')), column('text', type('varchar')), column('at', type('timestamp')), column('day', type('date'))]
    const rows = [
      [-128, 32767, -2147483648, 0.1, 0.1, true, '网络\u0000“a”', '2024-01-02 03:04:05.500', '2024-01-02'],
      [null, null, null, null, null, null, null, null, null],
      [1, 2, 3, 'NaN', 'Infinity', false, '', '2024-01-02 03:04:05.000', '0001-01-01'],
    ]
    expect(shown(columns, rows)).toEqual([
      ['-128', '32767', '-2147483648', '0.1', '0.1', 'true', '网络\u0000“a”', '2024-01-02 03:04:05.5', '2024-01-02'],
      [null, null, null, null, null, null, null, null, null],
      ['1', '2', '3', 'nan', 'inf', 'false', '', '2024-01-02 03:04:05', '0001-01-01'],
    ])
  })
  it('keep columns of one name apart, and more rows than a byte of bits', () => {
    const columns = [column('a', type('decimal', 18, 2)), column('a', type('integer'))]
    const rows = Array.from({ length: 130 }, (_, row) => [row % 3 === 0 ? null : `${row}.50`, row])
    expect(shown(columns, rows)).toEqual(rows.map(([money, n]) => [money, String(n)]))
  })
  it('stay in their order whatever the columns are called', () => {
    const columns = [column('b', type('integer')), column('1', type('integer')), column('__proto__', type('integer')), column('0', type('integer'))]
    expect(shown(columns, [[1, 2, 3, 4]])).toEqual([['1', '2', '3', '4']])
  })
  it('may be none', () => {
    expect(shown([column('a', type('decimal', 18, 2))], [])).toEqual([])
  })
})
