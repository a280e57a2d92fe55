import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { contradictions } from '@/rollups/check-sums.ts'
import { makePrepared } from '@/rollups/make-prepared.ts'
import { openCells } from '@/rollups/open-cells.ts'
import { budgets, fill, form, indicator } from '../queries/tiny-tables.ts'
import { fillWith, randomTables } from './random-tables.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openNativeEngine()
})
afterAll(() => engine.close())

it('finds nothing where sums were made of the rows, whatever they are', async () => {
  await fc.assert(
    fc.asyncProperty(randomTables, async (rows) => {
      await fillWith(engine, rows)
      expect(await contradictions(engine, (await makePrepared(engine)).tables)).toEqual([])
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

it('names each sum that the rows contradict, to the cent', async () => {
  await fill(engine, { project_year: [form({ project: '甲', ...budgets('100.10', '80.00', '40.00') })], indicator: [indicator({ weight: '10.00', score: '8.00' })] })
  const { tables } = await makePrepared(engine)
  await engine.rows(sql`UPDATE project_year SET executed = executed + CAST('0.01' AS DECIMAL(18,2))`)
  expect(await contradictions(engine, tables)).toEqual([{ table: 'by-department', addend: 'executed', made: '40.00', rows: '40.01' }])
  await engine.rows(sql`DELETE FROM indicator`)
  expect(await contradictions(engine, tables)).toContainEqual({ table: 'by-level', addend: 'rows', made: '1', rows: '0' })
})

it('finds a table whose numbers were changed', async () => {
  await fill(engine, { project_year: [form({ project: '甲', ...budgets('100.10', '80.00', '40.00') })] })
  const { tables } = await makePrepared(engine)
  const [first] = tables
  if (!first) throw new Error('no table')
  const changed = openCells({ ...first.table, columns: first.table.columns.map((column) => (column.name === 'full_year_budget' ? { name: column.name, kind: 'f64', values: new Float64Array([8001]) } : column)) })
  expect(await contradictions(engine, [changed])).toEqual([{ table: 'by-department', addend: 'full_year_budget', made: '80.01', rows: '80.00' }])
})
