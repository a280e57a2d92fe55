import { describe, expect, it } from 'vitest'
import { manifestSchema } from '@/domain/manifest.ts'

function withPath(path: string): unknown {
  return { title: '表', years: [2023], rows: { project_year: 1 }, files: [{ path, table: 'project_year', bytes: 1, sha256: 'a'.repeat(64) }] }
}

describe('the paths of a manifest', () => {
  it.each(['project_year.parquet', 'indicator/year=2023.parquet', '年度/表 1.csv', '...'])('takes %j', (path) => {
    expect(manifestSchema.safeParse(withPath(path)).success).toBe(true)
  })
  it.each(['', '.', '..', '/x', '//host/x', '../x', 'a/../x', 'a/./x', 'a//x', 'x/', 'https://host/x', 'C:x', 'a\\..\\x', 'a\0b', 'a\nb', '\ud800'])('refuses %j: it is no file of the folder, or none that every system can name', (path) => {
    expect(manifestSchema.safeParse(withPath(path)).success).toBe(false)
  })
})
