import fc from 'fast-check'
import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '@/domain/rows.ts'
import { manifestSchema, type Manifest } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { fill } from '../queries/tiny-tables.ts'

const years = [2021, 2022, 2023]
const text = fc.constantFrom('网络信息系统', "o'neil %_\\", '“引号”，标点。', 'ＡＢＣ Ünïcode İ', '全角　空格', '有待加强', '无', '调整预算后 压减', '𠮷字', '', ' a\tb ')
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 5, nil: null })

/** Money and points in hundredths, with what breaks arithmetic: nothing, the least, the greatest, equal ones. */
function decimal(most: bigint, least = 0n): fc.Arbitrary<string> {
  const unscaled = fc.oneof({ weight: 6, arbitrary: fc.bigInt({ min: 1n, max: 500_000n }) }, { weight: 2, arbitrary: fc.constantFrom(0n, 1n, 10_000n, 100_000n, most) }, { weight: 1, arbitrary: fc.bigInt({ min: least, max: most }) })
  return unscaled.map((value) => {
    const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
    return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
  })
}

const money = optional(decimal(99_999_999_999_999n, -1_000_000n))
const points = optional(decimal(10_000n))
const amount = optional(decimal(99_999_999n, -50_000n))

const indicator = fc.record({
  level1: optional(fc.constantFrom('产出指标', '效益指标', '满意度指标')),
  level2: optional(fc.constantFrom('数量指标', '质量指标', '社会效益指标', '服务对象满意度')),
  level3: fc.constantFrom('培训次数', '完成率', '群众满意度', '网络安全', "it's 100%"),
  target: optional(text),
  actual: optional(text),
  weight: points,
  score: points,
  deviation_reason: optional(text),
  target_kind: optional(fc.constantFrom('quantitative', 'qualitative')),
  target_operator: optional(fc.constantFrom('>=', '>', '=', '<', '<=', 'range')),
  target_value: amount,
  target_high: amount,
  target_unit: optional(fc.constantFrom('%', '次')),
  actual_value: amount,
  attained: optional(fc.boolean()),
})

const form = fc.record({
  present: fc.boolean(),
  initial_budget: money,
  full_year_budget: money,
  executed: money,
  cutTo: fc.constantFrom(null, '0.5', '1'),
  execution_weight: optional(fc.constant('10.00')),
  execution_rate_percent: optional(decimal(10_000n)),
  execution_score: points,
  total_weight: optional(fc.constant('100.00')),
  total_score: optional(fc.constantFrom('98.00', '98.00', '90.00', '79.50', '0.00')),
  expected_goal: optional(text),
  actual_goal: optional(text),
  funds: fc.subarray(['当年财政拨款', '上年结转资金', '其他资金', 'B']),
  fund: fc.record({ initial_budget: money, full_year_budget: money, executed: money }),
  indicators: fc.array(indicator, { maxLength: 5 }),
})

const city = fc.array(
  fc.record({ region: optional(fc.constantFrom('东区', '西区')), department: fc.constantFrom('教育局', '水务局', "o'neil"), unit: optional(fc.constantFrom('一中', '二中', '网络中心')), project: text.map((word) => `项目${word}`), forms: fc.array(form, { minLength: years.length, maxLength: years.length }) }),
  { minLength: 14, maxLength: 14 },
)

/** A small dataset of strange values, the same for the same seeds, a city each: fills the engine's canonical tables. */
export async function loadRandomTables(engine: Engine, ...seeds: readonly number[]): Promise<Manifest> {
  const projects = seeds.flatMap((seed) => fc.sample(city, { numRuns: 1, seed }).flat())
  const project_year: Partial<ProjectYearRow>[] = []
  const fund_source: Partial<FundSourceRow>[] = []
  const indicators: Partial<IndicatorRow>[] = []
  projects.forEach(({ forms, ...project }, index) => {
    const project_id = `p${index}`
    forms.forEach(({ present, funds, fund, indicators: own, cutTo, ...cells }, place) => {
      // The first project has every form, so that no year is empty.
      if (!present && index > 0) return
      const year = years[place] ?? 0
      const form_id = `${project_id}-${year}`
      const cut = cutTo !== null && cells.initial_budget !== null && !cells.initial_budget.startsWith('-') ? (cutTo === '1' ? cells.initial_budget : `${Math.floor(Number(cells.initial_budget) / 2)}.00`) : cells.full_year_budget
      project_year.push({ ...project, ...cells, full_year_budget: cut, executed: cutTo === '0.5' ? cut : cells.executed, project_id, form_id, year, source_kind: 'synthetic' })
      for (const source of funds) fund_source.push({ form_id, source, ...fund })
      own.forEach((cellsOfOne, seq) => indicators.push({ form_id, seq: seq + 1, ...cellsOfOne }))
    })
  })
  await fill(engine, { project_year, fund_source, indicator: indicators })
  return manifestSchema.parse({
    title: `random ${seeds.join(', ')}`,
    synthetic: true,
    years,
    rows: { project_year: project_year.length, fund_source: fund_source.length, indicator: indicators.length },
    files: [{ path: 'random.parquet', table: 'project_year', bytes: 0, sha256: seeds.map((seed) => seed.toString(16)).join('').padStart(64, '0') }],
  })
}
