import fc from 'fast-check'
import type { Selection } from '@/domain/selection.ts'
import type { ProjectYearRow } from '@/domain/rows.ts'
import type { TinyTables } from '../tiny-tables.ts'

/** Texts that take a wrong turn: cases beyond ASCII, letters of two code units, ids of which one begins another. */
const projects = ['校园改造（一期）', '校园改造(一期)', 'İstanbul ΣΑΣ', '𠮷野道路', '\uff21ﬀ道', "o'neil %_", 'a', 'a b', 'A'] as const
const departments = ['教育局', '水务局', '𠮷局', '\ufffd局'] as const
const regions = ['东区', '西区', null] as const
const units = ['第一中心', 'Ünit', null] as const
const words = ['经费压减', '按期完成', null, '调整后', '无'] as const

const money = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((tens) => `${tens * 10}.00`) },
  { weight: 2, arbitrary: fc.integer({ min: -2000, max: 400_000 }).map((cents) => (cents / 100).toFixed(2)) },
  { weight: 1, arbitrary: fc.constantFrom('700000000000.01', '699999999999.99', '0.00', '0.01') },
  { weight: 1, arbitrary: fc.constant(null) },
)
const score = fc.option(fc.integer({ min: -50, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2)), { freq: 4 })

const form = fc.record({
  year: fc.integer({ min: 2019, max: 2023 }),
  project: fc.constantFrom(...projects),
  department: fc.constantFrom(...departments),
  region: fc.constantFrom(...regions),
  unit: fc.constantFrom(...units),
  initial_budget: money,
  full_year_budget: money,
  executed: money,
  total_score: score,
  expected_goal: fc.constantFrom(...words),
  actual_goal: fc.constantFrom(...words),
  id: fc.constantFrom('p', 'p ', 'p-1', 'q', '', 'P', '𠮷', '\uffee'),
  reasons: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
  sources: fc.uniqueArray(fc.constantFrom('其他资金', '当年财政拨款', 'b', '上年结转资金', 'a')),
})

const idOf = (department: string) => [...department][0] ?? ''

/** Forms with their funds and their indicators' reasons. Some projects change their names over the years, as full-width brackets do. */
export const randomTables: fc.Arbitrary<TinyTables> = fc.array(form, { minLength: 1, maxLength: 40 }).map((drawn) => {
  const forms = new Map(drawn.map(({ id, reasons, sources, ...row }) => [`${idOf(row.department)}${id}-${row.year}`, { row: { ...row, project_id: `${idOf(row.department)}${id}` } satisfies Partial<ProjectYearRow>, reasons, sources }]))
  return {
    project_year: [...forms].map(([id, { row }]) => ({ ...row, form_id: id })),
    fund_source: [...forms].flatMap(([id, { row, sources }]) => sources.map((source) => ({ form_id: id, source, initial_budget: row.executed, full_year_budget: null, executed: row.full_year_budget }))),
    indicator: [...forms].flatMap(([id, { reasons }]) => reasons.map((reason, index) => ({ form_id: id, seq: index + 1, level3: '培训次数', deviation_reason: reason }))),
  }
})

/** Amounts of which some are equal, some make products that differ by 1 alone, and some products past what a double holds. */
const closeMoney = fc.oneof(fc.constantFrom('949062.65', '949062.66', '949062.67', '0.00', '100.00', null), fc.integer({ min: 1_000_000_000, max: 20_000_000_000 }).map((cents) => (cents / 100).toFixed(2)))
const closeForm = fc.record({ year: fc.constantFrom(2022, 2023), department: fc.constantFrom('教育局', '水务局'), id: fc.constantFrom('p', 'p ', 'p-1', 'p1'), initial_budget: closeMoney, full_year_budget: closeMoney, executed: closeMoney })

/** A few forms of two years, of close amounts. */
export const closeTables: fc.Arbitrary<TinyTables> = fc
  .uniqueArray(closeForm, { minLength: 1, maxLength: 12, selector: ({ year, department, id }) => `${idOf(department)}${id}-${year}` })
  .map((forms) => ({ project_year: forms.map(({ id, ...row }) => ({ ...row, project: `${row.year} ${id}`, project_id: `${idOf(row.department)}${id}`, form_id: `${idOf(row.department)}${id}-${row.year}` })) }))

const share = fc.oneof(fc.constantFrom(0, 0.05, 0.2, 0.25, 0.5, 1), fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000))

function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
}

export const randomSelection: fc.Arbitrary<Selection> = fc.record({
  from: seldom(fc.integer({ min: 2018, max: 2023 })),
  to: seldom(fc.integer({ min: 2019, max: 2024 })),
  region: seldom(fc.constantFrom('东区', '西区', '北区')),
  department: seldom(fc.constantFrom(...departments, '没有')),
  unit: seldom(fc.constantFrom('第一中心', 'Ünit', 'ünit')),
  q: seldom(fc.constantFrom('校园', 'a', 'ISTANBUL', 'i', 'σα', 'ς', '𠮷', 'ＡFF', 'ﬀ', '%', '一期)', '局', '\ud842')),
  minCut: share,
  minExecution: share,
})

export const randomAmount = fc.constantFrom('0', '0.01', '50', '99.99', '100.5', '600000000000')
