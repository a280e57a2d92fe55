import { strict as assert } from 'node:assert'
import * as fc from 'fast-check'
import { CellFileError, readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import { damaged } from './damage.ts'
import type { FuzzTarget } from './fuzz-target.ts'

const file = fc.array(fc.tuple(fc.nat(11), fc.nat(3), fc.double({ noDefaultInfinity: true })), { maxLength: 30 }).map((rows) =>
  Uint8Array.from(
    writeCellFile({
      name: 'by-department',
      rows: rows.length,
      columns: [
        { name: 'year', kind: 'u8', values: Uint8Array.from(rows, ([year]) => year) },
        { name: 'department', kind: 'u16', values: Uint16Array.from(rows, ([, department]) => department) },
        { name: 'executed', kind: 'f64', nullable: true, values: Float64Array.from(rows, ([, , cents]) => cents) },
      ],
      dictionaries: { year: Array.from({ length: 12 }, (_, index) => String(2014 + index)), department: ['教育局', null, '__proto__', '\u202e'] },
      meta: { fact: 'project_year', limit: null },
    }),
  ),
)

/** Files of prepared sums, whole, cut short and changed: read with as many values as rows, or refused with a reason. */
export const cellsTarget: FuzzTarget<Uint8Array> = {
  name: 'cell file reader',
  share: 0.1,
  cases: fc.oneof({ weight: 1, arbitrary: file }, { weight: 5, arbitrary: damaged(file) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) }),
  holds: (bytes) => {
    try {
      const table = readCellFile(Uint8Array.from(bytes))
      for (const { values } of table.columns) assert.ok(values.byteLength <= bytes.length)
    } catch (error) {
      if (!(error instanceof CellFileError)) throw error
    }
  },
}
