import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { sql } from '@/engine/sql.ts'
import { decimalDigits, decimalDouble } from '@/rollups/decimal-double.ts'
import { toWhole } from '@/rollups/sum-columns.ts'
import { openWasmEngineInNode } from '../engine/open-wasm-engine.ts'

const edges = [0n, 1n, -1n, 30n, -30n, 99n, -101n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), -(2n ** 53n) - 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 64n + 1n, -(2n ** 64n), -(2n ** 64n) - 1n, 10n ** 30n + 7n, -(10n ** 30n) - 7n, 10n ** 36n - 1n]
const random = fc.sample(fc.tuple(fc.bigInt(-(2n ** 110n), 2n ** 110n), fc.nat(100)).map(([value, shift]) => value >> BigInt(shift)), { numRuns: 2000, seed: 7 })

it.each([
  ['native', openNativeEngine],
  ['wasm', openWasmEngineInNode],
] as const)('casts decimals to doubles and text as DuckDB does, %s', async (_, open) => {
  const engine = await open()
  try {
    const values = [...edges, ...random]
    await engine.load('digits', { kind: 'text', columns: ['digits'], rows: values.map((value) => [decimalDigits(value, 4)]) })
    for (const scale of [2, 4] as const) {
      const typed = scale === 2 ? sql`CAST(left(digits, -2) AS DECIMAL(38,2))` : sql`CAST(digits AS DECIMAL(38,4))`
      const rows = await engine.rows(sql`SELECT ${typed} AS exact, CAST(${typed} AS VARCHAR) AS text, CAST(${typed} AS DOUBLE) AS rounded FROM digits ORDER BY rowid`)
      for (const row of rows) {
        const whole = toWhole(row['exact']) ?? Number.NaN
        expect([String(row['exact']), decimalDouble(whole, scale), decimalDigits(whole, scale)]).toEqual([row['text'], row['rounded'], row['text']])
      }
    }
  } finally {
    await engine.close()
  }
})
