import fc from 'fast-check'
import type { ProjectYearRow } from '@/domain/rows.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { StandoutScope } from '@/queries/standouts/standout.ts'
import type { TinyTables } from '../tiny-tables.ts'
import { randomSelection } from './random-forms.ts'

const departments = ['教育局', '水务局', '𠮷局', 'a'] as const
/** By UTF-8 the letter past the basic plane comes after U+FF21, by UTF-16 before it; DuckDB's order tells upper from lower case. */
const texts = ['\u{20000}人次', '\uff21人次', 'a', 'A', '培训次数'] as const

/** Some are a cent beside a threshold, some hide all others. */
const manyAmounts = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('0.00', '50.00', '76.00', '80.00', '95.00', '100.00', '100.01', '105.00', '105.01', '200.00') },
  { weight: 2, arbitrary: fc.integer({ min: -500, max: 40_000 }).map((cents) => (cents / 100).toFixed(2)) },
  { weight: 1, arbitrary: fc.constantFrom('700000000000.01', '9999.99') },
  { weight: 1, arbitrary: fc.constant(null) },
)
/** So few that most are equal. */
const fewAmounts = fc.constantFrom('100.00', '100.00', '100.00', '50.00', '-50.00', null)
const points = fc.constantFrom('0.00', '4.50', '9.99', '10.00', '-0.50', null)

const indicator = fc.record({
  level1: fc.constantFrom('满意度指标', '产出指标', '满', null),
  level2: fc.constantFrom('服务对象满意度', '意度', '数量指标', null),
  level3: fc.constantFrom(...texts),
  weight: points,
  score: points,
  attained: fc.constantFrom(true, true, false, null),
})

const formWith = (money: fc.Arbitrary<string | null>) =>
  fc.record({
    row: fc.record({
      year: fc.constantFrom(2020, 2022, 2022, 2023, 2023),
      project: fc.constantFrom('校园改造', 'b 道路', 'B'),
      department: fc.constantFrom(...departments),
      region: fc.constantFrom('东区', '西区', null),
      unit: fc.constantFrom('第一中心', 'Ünit', null),
      initial_budget: money,
      full_year_budget: money,
      executed: money,
      total_score: fc.constantFrom('98.00', '98.00', '97.50', '-0.50', null),
    }),
    id: fc.constantFrom('p', 'p ', 'p-1', 'q', '', 'P', '\u{20000}', '\uffee'),
    indicators: fc.array(indicator, { maxLength: 4 }),
  })

/** Forms of three years, of which two run on, with their indicators. A department's projects are not neighbours by their ids. */
export const randomTables: fc.Arbitrary<TinyTables> = fc
  .constantFrom(manyAmounts, fewAmounts)
  .chain((money) => fc.array(formWith(money), { minLength: 1, maxLength: 30, size: 'max' }))
  .map((drawn) => {
    const forms = new Map(drawn.map(({ row, id, indicators }) => [`${id}${departments.indexOf(row.department)}-${row.year}`, { row: { ...row, project_id: `${id}${departments.indexOf(row.department)}` } satisfies Partial<ProjectYearRow>, indicators }]))
    return {
      project_year: [...forms].map(([id, { row }]) => ({ ...row, form_id: id })),
      indicator: [...forms].flatMap(([id, { indicators }]) => indicators.map((row, index) => ({ ...row, form_id: id, seq: index + 1 }))),
    }
  })

/** Half of them without a filter, so that there is something to compare. */
export const randomScope: fc.Arbitrary<StandoutScope> = fc
  .record({ selection: fc.oneof(fc.record({ from: fc.constantFrom(null, 2022, 2023), to: fc.constantFrom(null, 2021, 2022) }).map((years) => ({ ...emptySelection, ...years })), randomSelection), repeated: fc.constantFrom(2, 2, 3), flat: fc.constantFrom(2, 2, 3) })
  .map(({ selection, repeated, flat }) => ({ selection, ruleSet: { ...defaultRuleSet, repeatedIndicator: { ...defaultRuleSet.repeatedIndicator, projects: repeated }, flatScores: { projects: flat } } }))
