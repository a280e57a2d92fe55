import { expect, test } from 'vitest'
import { emptySelection } from '@/domain/selection.ts'
import { departmentMeasure } from '@/queries/department-measure.ts'
import { ask } from '@/queries/query.ts'
import { cutsTables } from './cuts-tables.ts'
import { openTiny } from './tiny-tables.ts'

test('any measure by department and year; a year without a form has no row', async () => {
  const engine = await openTiny(cutsTables)
  const of = async (measure: Parameters<typeof departmentMeasure.statement>[0]['measure'], q: string | null = null) => (await ask(engine, departmentMeasure, { measure, selection: { ...emptySelection, q } })).map((row) => [row.department, row.year, row.value])
  expect(await of('cut')).toEqual([['教育局', 2019, '90.00'], ['教育局', 2021, '30.00'], ['教育局', 2022, '20.00'], ['教育局', 2023, '10.00'], ['水务局', 2023, '210.00']])
  expect(await of('cut_rate', '甲')).toEqual([['教育局', 2019, 0.9], ['教育局', 2021, 0.3], ['教育局', 2022, 0.2], ['教育局', 2023, 0.5]])
  expect(await of('masked_cut_count', "'")).toEqual([])
  expect(await of('average_score', '乙')).toEqual([['水务局', 2023, null]])
  expect(await of('indicator_count')).toEqual([['教育局', 2023, 1]])
  await engine.close()
})
