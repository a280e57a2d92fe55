import { describe, expect, it } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import { planCells } from '@/rollups/answer-cells.ts'
import type { CellTable } from '@/rollups/cell-table.ts'
import { openCells } from '@/rollups/open-cells.ts'

/** Cells of indicators: text, level and how many there are. */
function tableOf(cells: readonly (readonly [text: string, level: string | null, count: number])[]): CellTable {
  const texts = [...new Set(cells.map(([text]) => text))]
  const codes = new Map(texts.map((text, code) => [text, code]))
  const levels = [...new Set(['产出', '效益', ...cells.flatMap(([, level]) => (level === null ? [] : [level]))]), null]
  return {
    name: 'by-level3',
    rows: cells.length,
    columns: [
      { name: 'level3', kind: 'u32', values: Uint32Array.from(cells, ([text]) => codes.get(text) ?? 0) },
      { name: 'level1', kind: 'u16', values: Uint16Array.from(cells, ([, level]) => levels.indexOf(level)) },
      { name: 'rows', kind: 'u16', values: Uint16Array.from(cells, ([, , count]) => count) },
    ],
    dictionaries: { year: ['2024'], level3: texts, level1: levels },
    meta: { fact: 'indicator' },
  }
}

function answer(cells: Parameters<typeof tableOf>[0]): unknown {
  return planCells(openCells(tableOf(cells)), { name: 'texts', groupBy: ['level3'], commonest: ['level1'], measures: ['indicator_count'] }, { selection: emptySelection })?.()
}

describe('the most frequent value of a group', () => {
  it('is that of most rows, not of most cells; the first of equals; absent only where no row has one', () => {
    expect(
      answer([
        ['数量', '效益', 2],
        ['数量', '产出', 5],
        ['数量', '效益', 2],
        ['质量', '效益', 3],
        ['质量', '产出', 3],
        ['时效', null, 9],
        ['时效', '效益', 1],
        ['成本', null, 4],
      ]),
    ).toEqual([
      { level3: '数量', level1: '产出', indicator_count: 9 },
      { level3: '质量', level1: '产出', indicator_count: 6 },
      { level3: '时效', level1: '效益', indicator_count: 10 },
      { level3: '成本', level1: null, indicator_count: 4 },
    ])
  })

  it('is found among more groups than are made into rows at once', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `指标 ${index}`)
    const cells = many.flatMap((text, index) => [[text, '产出', 1 + (index % 3)] as const, [text, '效益', 2] as const])
    expect(answer(cells)).toEqual(many.map((level3, index) => ({ level3, level1: index % 3 === 0 ? '效益' : '产出', indicator_count: 3 + (index % 3) })))
  })

  it('is found where groups and values are too many to count side by side', () => {
    const many = Array.from({ length: 2100 }, (_, index) => `${index}`)
    const cells = many.flatMap((text) => [[text, text, 2] as const, [text, '产出', 1] as const, [text, null, 3] as const])
    expect(answer([...cells, ['数量', '效益', 2], ['数量', '产出', 2]])).toEqual([...many.map((text) => ({ level3: text, level1: text, indicator_count: 6 })), { level3: '数量', level1: '产出', indicator_count: 4 }])
  })
})
