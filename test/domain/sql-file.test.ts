import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSqlFile, toSqlFile } from '@/domain/sql-file.ts'

describe('a .sql file of queries', () => {
  const query = { title: '按部门调减', folder: '预算', text: "SELECT '-- jilan query'\nFROM project_year;", chart: '{"kind":"bar"}' }

  it('comes back as it was written', () => {
    const second = { title: 'b', folder: '', text: 'SELECT 2;', chart: null }
    expect(parseSqlFile(toSqlFile([query, second]), 'x.sql')).toEqual([query, second])
  })

  it('without a header is one query named after the file', () => {
    expect(parseSqlFile('\uFEFF-- a note\nSELECT 1', '调减.sql')).toEqual([{ title: '调减', folder: '', text: '-- a note\nSELECT 1', chart: null }])
    expect(parseSqlFile('  \n', 'x.sql')).toEqual([])
  })

  it('takes any text without losing a query', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, name) => {
      expect(() => parseSqlFile(text, name)).not.toThrow()
    }))
  })
})
