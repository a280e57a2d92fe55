import { strict as assert } from 'node:assert'
import { rowSchema } from '@/domain/rows.ts'
import { tableNames, tables } from '@/domain/tables.ts'
import type { ImportedFile } from '@/import/imported-file.ts'
import { toReport } from '@/import/report.ts'

const schemas = { project_year: rowSchema('project_year'), fund_source: rowSchema('fund_source'), indicator: rowSchema('indicator') }

/** What holds of whatever was read: good rows keep to their columns, no key comes twice in a file, and nothing read is nothing said. */
export function assertRowsHold(files: readonly ImportedFile[]): void {
  assert.ok(files.length > 0, 'a file vanished')
  for (const file of files) {
    for (const name of tableNames) {
      const seen = new Set<string>()
      for (const row of file.rows[name]) {
        const checked = schemas[name].safeParse(row)
        assert.ok(checked.success, `${name}: ${checked.error?.message ?? ''} in ${JSON.stringify(row)}`)
        const cells = new Map<string, unknown>(Object.entries(row))
        const key = JSON.stringify(tables[name].key.map((column) => cells.get(column)))
        assert.ok(!seen.has(key), `${name} has ${key} twice`)
        seen.add(key)
      }
    }
    const read = tableNames.reduce((sum, name) => sum + file.rows[name].length, 0)
    assert.ok(read > 0 || file.problems.length + file.bad.length + file.headers.length > 0, 'nothing was read and nothing said')
  }
  assert.equal(toReport(files, 'en').files.length, files.length)
}
