import { describe, expect, it } from 'vitest'
import { completionsAt, type CompletionCatalogue } from '@/domain/sql-completion.ts'

const catalogue: CompletionCatalogue = {
  tables: [
    { name: 'project_year', label: '项目年度', columns: [{ name: 'department', type: 'VARCHAR', label: '主管部门' }, { name: 'year', type: 'SMALLINT', label: '年度' }] },
    { name: 'indicator', label: '绩效指标', columns: [{ name: 'level1', type: 'VARCHAR', label: '一级指标' }, { name: '奇 怪', type: 'VARCHAR', label: '' }] },
  ],
  functions: [{ name: 'sum', parameters: 'arg', text: '' }],
  values: { department: ['示例市教育局', "o'neil"], level1: ['产出指标'] },
  parameters: ['from', 'to'],
  keywords: ['SELECT', 'FROM', 'WHERE', 'JOIN', 'ON'],
}
/** `|` is the cursor. */
function at(marked: string) {
  const found = completionsAt(marked.replace('|', ''), marked.indexOf('|'), catalogue)
  return found ? { from: found.from, labels: found.options.map(({ label }) => label) } : null
}

describe('completion', () => {
  it('offers the columns of a table by its alias, and quotes what needs it', () => {
    expect(at('SELECT p.| FROM project_year AS p')?.labels).toEqual(['department', 'year'])
    expect(at('SELECT i.le| FROM project_year p JOIN indicator i ON true')).toEqual({ from: 9, labels: ['level1', '奇 怪'] })
    expect(completionsAt('SELECT indicator. FROM indicator', 17, catalogue)?.options[1]?.insert).toBe('"奇 怪"')
    expect(at('SELECT x.| FROM project_year')).toBeNull()
  })

  it('puts the columns of the statement\'s tables first, and none of other tables', () => {
    const labels = at('SELECT ye| FROM project_year')?.labels ?? []
    expect(labels.slice(0, 2)).toEqual(['department', 'year'])
    expect(labels).not.toContain('level1')
    expect(at('SELECT 1; SELECT ye| FROM indicator')?.labels).not.toContain('department')
    expect(at('sel|')?.labels).toContain('SELECT')
    expect(at('select|')).toBeNull()
  })

  it('offers values inside quotes, those of the column compared with first', () => {
    expect(at("SELECT 1 FROM project_year WHERE department = '示|'")).toEqual({ from: 47, labels: ['示例市教育局', "o'neil"] })
    expect(at("SELECT 1 FROM indicator WHERE level1 IN ('|")?.labels).toEqual(['产出指标'])
    expect(completionsAt("SELECT 1 FROM project_year WHERE department = '", 47, catalogue)?.options[1]?.insert).toBe("o''neil")
  })

  it('offers parameters after a dollar, nothing in comments and numbers', () => {
    expect(at('SELECT $f|')).toEqual({ from: 7, labels: ['$from', '$to'] })
    expect(at('SELECT 1 -- dep|')).toBeNull()
    expect(at('SELECT 12|')).toBeNull()
  })
})
