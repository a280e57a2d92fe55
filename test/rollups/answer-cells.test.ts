import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factOf, type Declaration, type DeclaredScope } from '@/domain/declaration.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import { aggregateWithin } from '@/queries/aggregate.ts'
import { planCells } from '@/rollups/answer-cells.ts'
import { readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { openCells, type OpenCells } from '@/rollups/open-cells.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import { openWasmEngineInNode } from '../engine/open-wasm-engine.ts'
import { fillWith, randomDeclarations, randomScopes, randomTables } from './random-tables.ts'

let native: Engine
let wasm: Engine
beforeAll(async () => {
  ;[native, wasm] = await Promise.all([openNativeEngine(), openWasmEngineInNode()])
})
afterAll(async () => {
  await Promise.all([native.close(), wasm.close()])
})

const answered = new Map<string, number>()

async function compare(tables: readonly OpenCells[], declaration: Declaration, scope: DeclaredScope): Promise<void> {
  // A text of indicators can't be asked of forms.
  if (factOf(declaration) === 'project_year' && Object.keys(scope.where ?? {}).length > 0) return
  const statement = aggregateWithin(declaration, () => scope).statement(null)
  const plans = tables.flatMap((cells) => [planCells(cells, declaration, scope)].flatMap((plan) => (plan ? [{ plan, name: cells.table.name }] : [])))
  if (plans.length === 0) return
  const expected = await native.rows(statement)
  for (const { plan, name } of plans) {
    expect(plan(), `${name}\n${toText(statement)}`).toEqual(expected)
    answered.set(name, (answered.get(name) ?? 0) + 1)
  }
}

describe('sums made ahead', () => {
  it('give the rows that SQL gives, whatever is asked of whatever rows', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables, fc.array(fc.tuple(randomDeclarations, randomScopes), { minLength: 60, maxLength: 60 }), async (rows, questions) => {
        await fillWith(native, rows)
        const made = []
        for (const plan of rollupPlans) made.push(await makeRollup(native, plan))
        const tables = made.map((table) => openCells(readCellFile(writeCellFile(table))))
        for (const [declaration, scope] of questions) await compare(tables, declaration, scope)
      }),
      { numRuns: 30, seed: 20231231, endOnFailure: true },
    )
    expect([...answered.keys()].toSorted()).toEqual(rollupPlans.map((plan) => plan.name).toSorted())
    expect(Math.min(...answered.values())).toBeGreaterThan(3)
  })

  it('are the same bytes made by DuckDB-WASM and by native DuckDB', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables, async (rows) => {
        await Promise.all([fillWith(native, rows), fillWith(wasm, rows)])
        for (const plan of rollupPlans) expect(writeCellFile(await makeRollup(wasm, plan))).toEqual(writeCellFile(await makeRollup(native, plan)))
      }),
      { numRuns: 10 },
    )
  })
})
