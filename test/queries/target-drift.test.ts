import { expect, test } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import { ask } from '@/queries/query.ts'
import { targetDrift } from '@/queries/target-drift.ts'
import { compared, form, indicator, openTiny } from './tiny-tables.ts'

test('targets that moved, the furthest down first', async () => {
  const years = [2021, 2022, 2023]
  const at = (year: number, seq: number, level3: string, operator: '>=' | '<=', target: string) => indicator({ form_id: `甲-${year}`, seq, level3, ...compared(operator, target, '100', true) })
  const engine = await openTiny({
    project_year: years.map((year) => form({ project: '甲', year })),
    indicator: [
      ...['20', '15', '10'].map((target, index) => at(2021 + index, 1, '培训次数', '>=', target)),
      ...['80', '90', '85'].map((target, index) => at(2021 + index, 2, "满意'度", '>=', target)),
      ...years.map((year) => at(year, 3, '不变', '>=', '5')),
      ...['9', '8', '7'].map((target, index) => at(2021 + index, 4, '成本', '<=', target)),
      at(2023, 5, '只有一年', '>=', '5'),
    ],
  })
  const rows = await ask(engine, targetDrift, emptySelection)
  expect(rows.map((row) => [row.level3, row.first_year, row.last_year, row.first_target, row.last_target, row.lowered_count])).toEqual([
    ['培训次数', 2021, 2023, '20.0000', '10.0000', 2],
    ["满意'度", 2021, 2023, '80.0000', '85.0000', 1],
  ])
  expect(rows.map(({ drift }) => drift)).toEqual([-0.5, 0.0625])
  expect((await ask(engine, targetDrift, { ...emptySelection, q: "满意'" })).map(({ level3 }) => level3)).toEqual(["满意'度"])
  expect(await ask(engine, targetDrift, { ...emptySelection, from: 2023 })).toEqual([])
  await engine.close()
})
