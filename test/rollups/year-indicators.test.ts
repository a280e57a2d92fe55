import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import { columnOf, type CellTable } from '@/rollups/cell-table.ts'
import { makeForms } from '@/rollups/forms/make-forms.ts'
import { kindsTable, toIndicatorKinds } from '@/rollups/forms/indicator-kinds.ts'
import { indicatorsTable, toYearIndicators } from '@/rollups/forms/year-indicators.ts'
import { fill, form, indicator } from '../queries/tiny-tables.ts'

const toTexts = (count: number) => Array.from({ length: count }, (_, code) => `t${code}`)
const opened = (table: CellTable, forms: number, level3: readonly (string | null)[], kinds = 9) => {
  const { text, kind, starts } = toYearIndicators(readCellFile(writeCellFile(table)), 2023, forms, { level3, count: kinds })
  return Array.from({ length: forms }, (_, at) => Array.from(text.subarray(starts[at], starts[at + 1]), (code, index) => [level3[code], kind[(starts[at] ?? 0) + index]]))
}

describe('the indicators of a year', () => {
  const counts = { texts: 3, kinds: 9 }
  const table = indicatorsTable(2023, counts, ['0 8 2 0', null, '1 3', '0 1 0 1 2 5'])
  const level3 = ['a', 'b', 'c']

  it('are those of each form, in its order, one that stands there twice as well', () => {
    expect(opened(table, 4, level3)).toEqual([[['a', 8], ['c', 0]], [], [['b', 3]], [['a', 1], ['a', 1], ['c', 5]]])
    expect(opened(indicatorsTable(2023, { texts: 0, kinds: 0 }, [null, null]), 2, [], 0)).toEqual([[], []])
    expect(opened(indicatorsTable(2023, { texts: 0, kinds: 0 }, []), 0, [], 0)).toEqual([])
  })

  it.each([
    [256, 'u8'],
    [257, 'u16'],
    [65_537, 'u32'],
  ])('of %i texts and kinds are codes of kind %s', (count, kind) => {
    const many = indicatorsTable(2023, { texts: count, kinds: count }, [toTexts(count).map((_, code) => `${code} ${count - 1 - code}`).join(' ')])
    expect([columnOf(many, 'text')?.kind, columnOf(many, 'kind')?.kind]).toEqual([kind, kind])
    expect(opened(many, 1, toTexts(count), count)).toEqual([toTexts(count).map((text, code) => [text, count - 1 - code])])
  })

  const withColumn = (name: string, values: Uint8Array<ArrayBuffer>): CellTable => ({ ...table, columns: table.columns.map((column) => (column.name === name ? { name, kind: 'u8', values } : column)) })
  const without = (name: string): CellTable => ({ ...table, columns: table.columns.filter((column) => column.name !== name) })
  it.each([
    ['of another year', table, 2022, 4],
    ['of fewer forms', table, 2023, 5],
    ['with a text past the texts', withColumn('text', Uint8Array.of(0, 2, 1, 0, 0, 3)), 2023, 4],
    ['with a kind past the kinds', withColumn('kind', Uint8Array.of(8, 0, 3, 1, 1, 9)), 2023, 4],
    ['with fewer codes than counts', withColumn('text', Uint8Array.of(0, 2, 1, 0, 0)), 2023, 4],
    ['with fewer kinds than texts', withColumn('kind', Uint8Array.of(8, 0, 3, 1, 1)), 2023, 4],
    ['with more codes than counts', withColumn('count', Uint8Array.of(2, 0, 1, 2)), 2023, 4],
    ['without counts', without('count'), 2023, 4],
    ['without texts', without('text'), 2023, 4],
    ['without kinds', without('kind'), 2023, 4],
  ] as const)('%s are refused', (_, damaged, year, forms) => {
    expect(() => toYearIndicators(damaged, year, forms, { level3, count: 9 })).toThrow('not those of its forms')
  })
})

describe('what indicators have in common', () => {
  const table = kindsTable(['a'], { level1: ['x', null], level2: [null] }, [{ level1: null, level2: null, weight: -50, score: null, attained: 1 }, { level1: 'x', level2: null, weight: 0, score: 1250, attained: 0 }, { level1: 'x', level2: null, weight: null, score: 0, attained: null }])

  it('says which numbers are there, a nought as well', () => {
    const kinds = toIndicatorKinds(readCellFile(writeCellFile(table)))
    expect([...kinds.level1.codes]).toEqual([1, 0, 0])
    expect([kinds.weight, kinds.score, kinds.attained].map(({ values, has }) => [...values].map((value, at) => (has[at] === 1 ? value : null)))).toEqual([[-50, 0, null], [null, 1250, 0], [1, 0, null]])
  })

  it.each(['level1', 'level2', 'weight', 'score', 'attained'])('is refused without %s', (name) => {
    expect(() => toIndicatorKinds({ ...table, columns: table.columns.filter((column) => column.name !== name) })).toThrow('not whole')
  })

  it('is refused with a level past its texts, or without texts', () => {
    expect(() => toIndicatorKinds({ ...table, dictionaries: { ...table.dictionaries, level1: ['x'] } })).toThrow('not whole')
    expect(() => toIndicatorKinds({ ...table, dictionaries: { level1: ['x', null], level2: [null] } })).toThrow('not whole')
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

  it('are all of a year, by text and kind on each form, the forms by department and project', async () => {
    const level3s = { '甲-2022': ['z'], '甲-2023': ['b', 'a', 'b'], '乙-2023': ['A', 'b'], '丙-2023': ['A'] }
    const scores = ['8.5', null, '-1']
    await fill(engine, {
      project_year: [form({ project: '甲', department: 'y', year: 2022 }), form({ project: '甲', department: 'y' }), form({ project: '乙', department: 'x' }), form({ project: '丙', department: 'z' }), form({ project: '丁', department: 'w' })],
      indicator: Object.entries(level3s).flatMap(([id, written]) => written.map((level3, index) => indicator({ form_id: id, seq: index + 1, level3, level1: index === 1 ? null : '产出', level2: null, weight: '10', score: scores[index] ?? null, attained: null }))),
    })
    const [kinds] = await made('indicator-kinds')
    const [, now] = await made('indicators')
    if (!kinds || !now) throw new Error('nothing was made')
    const { level3, level1, score, count } = toIndicatorKinds(kinds)
    expect(level3).toEqual(['A', 'a', 'b', 'z'])
    // 丁 of w, 乙 of x, 甲 of y, 丙 of z.
    const said = opened(now, 4, level3, count).map((rows) => rows.map(([text, kind]) => [text, level1.texts[level1.codes[Number(kind)] ?? -1], score.has[Number(kind)] === 1 ? score.values[Number(kind)] : null]))
    expect(said).toEqual([[], [['A', '产出', 850], ['b', null, null]], [['a', null, null], ['b', '产出', -100], ['b', '产出', 850]], [['A', '产出', 850]]])
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
