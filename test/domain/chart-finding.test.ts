import { describe, expect, it } from 'vitest'
import { findingsOf, namingColumns } from '@/domain/chart-finding.ts'
import type { TableColumn } from '@/domain/table-column.ts'

interface Row {
  readonly year: number
  readonly department: string
  readonly executed: string | null
  readonly rate: number | null
}
const year: TableColumn<Row> = { key: 'year', label: 'Year', align: 'end', value: (row) => row.year }
const department: TableColumn<Row> = { key: 'department', label: 'Department', value: (row) => row.department }
const executed: TableColumn<Row> = { key: 'executed', label: 'Executed', align: 'end', kind: 'money', value: (row) => row.executed }
const rate: TableColumn<Row> = { key: 'rate', label: 'Rate', align: 'end', kind: 'share', value: (row) => row.rate }
const row = (of: Partial<Row>): Row => ({ year: 2020, department: 'A', executed: '0.00', rate: 0, ...of })

describe('namingColumns', () => {
  it('are the first and what follows up to a measure; a year is none', () => {
    expect(namingColumns([department, year, executed, rate])).toEqual([department, year])
    expect(namingColumns([rate, executed])).toEqual([rate])
    expect(namingColumns([department])).toEqual([department])
  })
})

describe('findingsOf', () => {
  it('tells a course from the first to the last year, in whatever order they come, and its highest', () => {
    const rows = [row({ year: 2022, executed: '9.00' }), row({ year: 2020, executed: '10.00' }), row({ year: 2021, executed: '100.00' }), row({ year: 2023, executed: null })]
    expect(findingsOf([year, executed], rows).map(({ kind, from, to, highest }) => [kind, from.year, to.year, highest.year])).toEqual([['course', 2020, 2022, 2021]])
  })

  it('tells the highest and the lowest of names, by number and not by text', () => {
    const rows = [row({ department: 'A', executed: '9.00' }), row({ department: 'B', executed: '100.00' }), row({ department: 'C', executed: '-1.00' })]
    expect(findingsOf([department, executed], rows).map(({ kind, from, to }) => [kind, from.department, to.department])).toEqual([['extremes', 'B', 'C']])
  })

  it('tells a column that is the same everywhere, leaves out one without values, and stops at the limit', () => {
    const rows = [row({ department: 'A', executed: '1.00', rate: null }), row({ department: 'B', executed: '1.00', rate: null })]
    expect(findingsOf([department, executed, rate], rows).map(({ kind, column }) => [kind, column.key])).toEqual([['same', 'executed']])
    expect(findingsOf([department, executed, rate], [row({})], 1).length).toBe(1)
    expect(findingsOf([department, executed], [])).toEqual([])
  })
})
