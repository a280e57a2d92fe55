import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBenchAnswer, type BenchAnswer } from '@/engine/bench-answer.ts'
import type { Bench } from '@/engine/bench-engine.ts'
import { openBenchInNode } from './open-bench.ts'

let bench: Bench
beforeAll(() => {
  bench = openBenchInNode({ fill: async () => undefined })
})
afterAll(() => bench.close())

async function answerOf(statement: string): Promise<BenchAnswer> {
  const answer = createBenchAnswer()
  await bench.run(statement, { columns: () => undefined, chunk: (bytes, isSchema) => answer.append(bytes, isSchema) >= 0 })
  return answer
}
const column = (answer: BenchAnswer, place: number) => answer.cells({ from: 0, to: answer.viewRows() }, [place]).map(([cell]) => cell)

describe('an answer of the workbench', () => {
  it('gives cells of any window as shown: exact decimals, NULL, nan, inf, short floats', async () => {
    const answer = await answerOf("SELECT * FROM (VALUES (12345678901234.56::DECIMAL(18,2), 'nan'::DOUBLE, 0.1::FLOAT, NULL), (-0.30, 'inf', 'nan', 'x'), (NULL, '-inf', NULL, '')) t(d, f, g, s)")
    expect(answer.cells({ from: 0, to: 9 }, [0, 1, 2, 3])).toEqual([['12345678901234.56', 'nan', '0.1', null], ['-0.30', 'inf', 'nan', 'x'], [null, '-inf', null, '']])
    expect(answer.cells({ from: 1, to: 2 }, [3, 0])).toEqual([['x', '-0.30']])
  })

  it('sorts the whole of it: absent last, by pinyin, big decimals exactly, ties in order', async () => {
    const answer = await answerOf("SELECT * FROM (VALUES ('重庆', 9007199254740993::BIGINT, 1), ('安徽', 9007199254740992, 1), (NULL, NULL, 1), ('北京', 5, 1)) t(s, n, k)")
    expect(answer.arrange({ column: 0, descending: false }, [])).toBe(4)
    expect(column(answer, 0)).toEqual(['安徽', '北京', '重庆', null])
    answer.arrange({ column: 1, descending: true }, [])
    expect(column(answer, 1)).toEqual(['9007199254740993', '9007199254740992', '5', null])
    answer.arrange({ column: 2, descending: true }, [])
    expect(column(answer, 0)).toEqual(['重庆', '安徽', null, '北京'])
    answer.arrange(null, [])
    expect(column(answer, 0)).toEqual(['重庆', '安徽', null, '北京'])
  })

  it('filters the whole of it', async () => {
    const answer = await answerOf("SELECT i, CASE WHEN i % 10 = 0 THEN NULL ELSE 'Ａ项目' || i END AS s, (i / 4)::DECIMAL(18,2) AS d FROM range(100000) r(i)")
    expect(answer.arrange(null, [{ column: 1, test: 'absent', text: '' }])).toBe(10_000)
    expect(answer.arrange(null, [{ column: 1, test: 'contains', text: 'a项目9999' }])).toBe(10)
    expect(answer.arrange(null, [{ column: 2, test: 'equals', text: '2.50' }])).toBe(1)
    expect(column(answer, 0)).toEqual(['10'])
    expect(answer.arrange({ column: 0, descending: true }, [{ column: 0, test: 'at-least', text: '99,990' }, { column: 1, test: 'present', text: '' }])).toBe(9)
    expect(column(answer, 0)[0]).toBe('99999')
    expect(answer.arrange(null, [{ column: null, test: 'contains', text: '99999' }])).toBe(1)
  })

  it('sums a column up', async () => {
    const answer = await answerOf("SELECT * FROM (VALUES (1.10::DECIMAL(18,2), 'a'), (2.20, 'b'), (NULL, 'b'), (2.20, NULL)) t(d, s)")
    expect(answer.summary(0)).toMatchObject({ count: 3, absent: 1, distinct: 2, min: '1.10', max: '2.20', histogram: [{ count: 1 }, { count: 2 }] })
    expect(answer.summary(1)).toMatchObject({ count: 3, absent: 1, distinct: 2, min: 'a', max: 'b', top: [{ value: 'b', count: 2 }, { value: 'a', count: 1 }] })
    const empty = await answerOf('SELECT 1 AS a WHERE false')
    expect(empty.summary(0)).toMatchObject({ count: 0, absent: 0, distinct: 0, min: null, max: null, histogram: [] })
  })

  it('holds a million rows and answers any window of them', async () => {
    const answer = await answerOf("SELECT i, '项目' || (i % 1000) AS s, (i * 1.5)::DECIMAL(18,2) AS d FROM range(1000000) r(i)")
    expect(answer.rowCount()).toBe(1_000_000)
    for (let from = 0; from < 999_940; from += 10_007) {
      const [first] = answer.cells({ from, to: from + 60 }, [0, 1])
      expect(first).toEqual([String(from), `项目${from % 1000}`])
    }
    answer.arrange({ column: 2, descending: true }, [])
    expect(answer.cells({ from: 0, to: 1 }, [0, 2])).toEqual([['999999', '1499998.50']])
  })
})
