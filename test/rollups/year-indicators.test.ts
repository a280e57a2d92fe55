import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import { columnOf, type CellTable } from '@/rollups/cell-table.ts'
import { makeForms } from '@/rollups/forms/make-forms.ts'
import { indicatorsTable, toYearIndicators } from '@/rollups/forms/year-indicators.ts'
import { fill, form, indicator } from '../queries/tiny-tables.ts'

const opened = (table: CellTable, year: number, forms: number) => {
  const { texts, codes, starts } = toYearIndicators(readCellFile(writeCellFile(table)), year, forms)
  return Array.from({ length: forms }, (_, at) => Array.from(codes.subarray(starts[at], starts[at + 1]), (code) => texts[code]))
}

describe('the indicators of a year', () => {
  const table = indicatorsTable(2023, ['a', 'b', 'c'], ['0 2', null, '1', '0 1 2'])

  it('are those of each form, in its order', () => {
    expect(opened(table, 2023, 4)).toEqual([['a', 'c'], [], ['b'], ['a', 'b', 'c']])
    expect(opened(indicatorsTable(2023, [], [null, null]), 2023, 2)).toEqual([[], []])
    expect(opened(indicatorsTable(2023, [], []), 2023, 0)).toEqual([])
  })

  it.each([
    [256, 'u8'],
    [257, 'u16'],
    [65_537, 'u32'],
  ])('of %i texts are codes of kind %s', (count, kind) => {
    const texts = Array.from({ length: count }, (_, code) => `t${code}`)
    const many = indicatorsTable(2023, texts, [texts.map((_, code) => code).join(' '), `0 ${count - 1}`])
    expect(columnOf(many, 'level3')?.kind).toBe(kind)
    expect(opened(many, 2023, 2)).toEqual([texts, ['t0', `t${count - 1}`]])
  })

  const withColumn = (name: string, values: Uint8Array<ArrayBuffer>): CellTable => ({ ...table, columns: table.columns.map((column) => (column.name === name ? { name, kind: 'u8', values } : column)) })
  it.each([
    ['of another year', table, 2022, 4],
    ['of fewer forms', table, 2023, 5],
    ['with a code past the texts', withColumn('level3', Uint8Array.of(0, 2, 1, 0, 1, 3)), 2023, 4],
    ['with fewer codes than counts', withColumn('level3', Uint8Array.of(0, 2, 1, 0, 1)), 2023, 4],
    ['with more codes than counts', withColumn('count', Uint8Array.of(2, 0, 1, 2)), 2023, 4],
    ['without counts', { ...table, columns: table.columns.filter(({ name }) => name !== 'count') }, 2023, 4],
    ['without codes', { ...table, columns: table.columns.filter(({ name }) => name !== 'level3') }, 2023, 4],
    ['without texts', { ...table, dictionaries: {} }, 2023, 4],
  ] as const)('%s are refused', (_, damaged, year, forms) => {
    expect(() => toYearIndicators(damaged, year, forms)).toThrow('not those of its forms')
  })
})

describe('made of the rows', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  async function made(kind: string): Promise<readonly CellTable[]> {
    const tables: CellTable[] = []
    for await (const file of makeForms(engine)) if (file.kind === kind) tables.push(file.table)
    return tables
  }

  it('are the texts of two forms or more of a year, each once a form, the forms by department and project', async () => {
    const level3s = { '甲-2022': ['z', 'y'], '甲-2023': ['b', 'a', 'b', 'only'], '乙-2023': ['A', 'b'], '丙-2023': ['A', 'a'] }
    await fill(engine, {
      project_year: [form({ project: '甲', department: 'y', year: 2022 }), form({ project: '甲', department: 'y' }), form({ project: '乙', department: 'x' }), form({ project: '丙', department: 'z' }), form({ project: '丁', department: 'w' })],
      indicator: Object.entries(level3s).flatMap(([id, written]) => written.map((level3, index) => indicator({ form_id: id, seq: index + 1, level3 }))),
    })
    const [before, now] = await made('indicators')
    expect(before && opened(before, 2022, 1)).toEqual([[]])
    expect(now?.dictionaries['level3']).toEqual(['A', 'a', 'b'])
    // 丁 of w, 乙 of x, 甲 of y, 丙 of z.
    expect(now && opened(now, 2023, 4)).toEqual([[], ['A', 'b'], ['a', 'b'], ['A', 'a']])
  })

  it('say what was taken off satisfaction that met its target, in hundredths of a point', async () => {
    const satisfied = { level1: '满意度指标', attained: true, weight: '10', score: '8.5' }
    const rows = {
      none: [{ ...satisfied, level1: '产出指标' }],
      met: [{ ...satisfied, score: '10' }],
      'not judged': [{ ...satisfied, attained: null }, { ...satisfied, attained: false }, { ...satisfied, score: null }, { ...satisfied, weight: null }],
      off: [satisfied, { ...satisfied, level1: null, level2: '服务对象满意度', score: '9.99' }, { ...satisfied, score: '12' }],
    }
    const names = Object.keys(rows).toSorted()
    await fill(engine, {
      project_year: names.map((project) => form({ project })),
      indicator: Object.entries(rows).flatMap(([project, written]) => written.map((row, index) => indicator({ ...row, form_id: `${project}-2023`, seq: index + 1 }))),
    })
    const [forms] = await made('forms')
    const points = forms && columnOf(forms, 'satisfaction')?.values
    const absent = -0x8000_0000
    expect(Object.fromEntries(names.map((name, at) => [name, points?.[at]]))).toEqual({ met: 0, none: absent, 'not judged': 0, off: 151 })
  })

  it('are not made of points that no 32 bits hold, and nothing else of the forms is', async () => {
    await fill(engine, { project_year: [form({ project: '甲' })] })
    await engine.rows(sql`INSERT INTO indicator (form_id, seq, level1, level3, weight, score, attained) SELECT '甲-2023', n, '满意度', 'a', 9999.99, -9999.99, TRUE FROM range(1, 1075) AS r(n)`)
    const files: string[] = []
    const making = (async () => {
      for await (const { path } of makeForms(engine)) files.push(path)
    })()
    await expect(making).rejects.toBeInstanceOf(QueryError)
    expect(files).toEqual([])
    expect(await engine.rows(sql`SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'derived%'`)).toEqual([])
  })
})
