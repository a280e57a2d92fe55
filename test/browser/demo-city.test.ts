import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { AnswerRow, Engine } from '@/engine/engine.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import { byHand, indicatorsByHand } from './measures-by-hand.ts'
import { charts, expectQuiet, figures, open, settled, tableRows, visit, type TableRow, type Visit } from './site.ts'

/** Fails where a figure shown differs from the answer: text to the character, rates and means to 12 digits. */
function expectSame(shown: Readonly<Record<string, string | undefined>>, answer: AnswerRow, names: readonly string[]): void {
  for (const name of names) {
    const expected = answer[name]
    if (typeof expected === 'number' && !Number.isInteger(expected)) expect(Number(shown[name]), name).toBeCloseTo(expected, 11)
    else expect(shown[name], name).toBe(expected === null ? '' : String(expected))
  }
}

const budgetNames = ['initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'average_score'] as const

describe('the demo city, from the whole budget to one indicator, against native DuckDB', () => {
  let visitor: Visit
  let native: Engine
  const ask = (statement: Statement) => native.rows(statement)
  const one = async (statement: Statement) => (await ask(statement))[0] ?? {}
  const expectRows = (rows: readonly TableRow[], answers: readonly AnswerRow[], names: readonly string[]) => {
    expect(rows.map(({ key }) => key).toSorted()).toEqual(answers.map((answer) => String(answer['key'])).toSorted())
    const shown = new Map(rows.map((row) => [row.key, row.cells]))
    for (const answer of answers) expectSame(shown.get(String(answer['key'])) ?? {}, answer, names)
  }

  beforeAll(async () => {
    native = await openNativeEngine()
    await loadDatasetFolder(native, fileURLToPath(new URL('../../data/demo-city', import.meta.url)))
    visitor = await visit()
    await open(visitor.page, '#/overview')
  })
  afterAll(async () => {
    expectQuiet(visitor)
    await visitor.close()
    await native.close()
  })

  it('opens on the overview of the demo city, marked synthetic', async () => {
    await visitor.page.locator('[data-banner="synthetic"]').waitFor()
    const shown = await figures(visitor.page)
    expectSame(shown, await one(sql`SELECT ${byHand} FROM project_year AS p`), [...budgetNames, 'project_count', 'form_count', 'department_count', 'masked_cut_count'])
    expectSame(shown, await one(sql`SELECT ${indicatorsByHand} FROM indicator AS i JOIN project_year AS p USING (form_id)`), ['indicator_count', 'score_rate'])
    const years = await one(sql`SELECT CAST(count(DISTINCT year) AS INTEGER) AS n, CAST(count(DISTINCT department) AS INTEGER) AS d FROM project_year`)
    expect(await charts(visitor.page)).toMatchObject({ trend: years['n'], ranking: years['d'] })
  })

  it.each([
    ['from=2020&to=2022', sql`p.year BETWEEN 2020 AND 2022`],
    ['from=2025', sql`p.year >= 2025`],
    [`q=${encodeURIComponent('网络')}`, sql`contains(p.project, '网络') OR contains(p.department, '网络') OR contains(p.unit, '网络')`],
  ])('holds to the filter %s', async (parameters, condition) => {
    await open(visitor.page, `#/overview?${parameters}`)
    expectSame(await figures(visitor.page), await one(sql`SELECT ${byHand} FROM project_year AS p WHERE ${condition}`), [...budgetNames, 'project_count', 'form_count', 'masked_cut_count'])
  })

  it('compares all departments', async () => {
    await open(visitor.page, '#/departments')
    expectRows(await tableRows(visitor.page, 'departments'), await ask(sql`SELECT p.department AS key, ${byHand} FROM project_year AS p GROUP BY p.department`), [...budgetNames, 'project_count', 'masked_cut_count'])
  })

  it('drills from a department to its projects, and to one of them', async () => {
    const { key: department } = await one(sql`SELECT department AS key FROM project_year GROUP BY department ORDER BY count(*) DESC, department LIMIT 1`)
    const name = String(department)
    await open(visitor.page, '#/departments')
    await visitor.page.locator(`[data-table="departments"] [data-key="${name}"] a`).first().click()
    await settled(visitor.page, { view: 'department' })
    expectSame(await figures(visitor.page), await one(sql`SELECT ${byHand} FROM project_year AS p WHERE p.department = ${name}`), [...budgetNames, 'project_count', 'form_count', 'masked_cut_count'])
    const projects = await ask(sql`SELECT p.project_id AS key, ${byHand} FROM project_year AS p WHERE p.department = ${name} GROUP BY p.project_id ORDER BY count(*) DESC, key`)
    expectRows(await tableRows(visitor.page, 'projects'), projects, [...budgetNames])

    const id = String(projects[0]?.['key'])
    await visitor.page.locator(`[data-table="projects"] [data-key="${id}"] a`).first().click()
    await settled(visitor.page, { view: 'project' })
    expectRows(
      await tableRows(visitor.page, 'years'),
      await ask(sql`SELECT p.form_id AS key, CAST(p.year AS INTEGER) AS year, ${byHand}, CAST(any_value(p.total_score) AS VARCHAR) AS total_score FROM project_year AS p WHERE p.project_id = ${id} GROUP BY p.form_id, p.year`),
      ['year', 'initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial', 'total_score'],
    )
  })

  it('shows each year of a project as its form', async () => {
    const [form, earlier] = await ask(sql`SELECT project_id, form_id, CAST(year AS INTEGER) AS year FROM project_year WHERE project_id = (SELECT mode(project_id ORDER BY project_id) FROM project_year) ORDER BY year DESC`)
    for (const shown of [form, earlier]) {
      await open(visitor.page, `#/project/${String(shown?.['project_id'])}?year=${String(shown?.['year'])}`)
      const rows = (await tableRows(visitor.page, 'indicators')).filter(({ cells }) => 'level3' in cells)
      const answers = await ask(sql`SELECT level1, level2, level3, target, actual, CAST(weight AS VARCHAR) AS weight, CAST(score AS VARCHAR) AS score, COALESCE(deviation_reason, '') AS deviation_reason FROM indicator WHERE form_id = ${String(shown?.['form_id'])} ORDER BY seq`)
      expect(rows.map(({ cells: { level1, level2, level3, target, actual, weight, score, deviation_reason } }) => ({ level1, level2, level3, target, actual, weight, score, deviation_reason }))).toEqual(answers)
    }
  })

  it('lists every project, and every level-3 text', async () => {
    await open(visitor.page, '#/projects?from=2024')
    expectRows(await tableRows(visitor.page, 'projects'), await ask(sql`SELECT p.project_id AS key, ${byHand} FROM project_year AS p WHERE p.year >= 2024 GROUP BY p.project_id`), [...budgetNames])
    await open(visitor.page, '#/indicators')
    const answers = await ask(sql`SELECT i.level3 AS key, ${indicatorsByHand} FROM indicator AS i JOIN project_year AS p USING (form_id) GROUP BY i.level3`)
    expectRows(await tableRows(visitor.page, 'indicators'), answers, ['indicator_count', 'project_count', 'department_count', 'score_rate'])
  })

  it('follows one indicator wherever it occurs', async () => {
    const { key } = await one(sql`SELECT level3 AS key FROM indicator GROUP BY level3 HAVING count(*) BETWEEN 5 AND 150 ORDER BY count(*) DESC, level3 LIMIT 1`)
    const level3 = String(key)
    await open(visitor.page, `#/indicator/${encodeURIComponent(level3)}`)
    const among = sql`FROM indicator AS i JOIN project_year AS p USING (form_id) WHERE i.level3 = ${level3}`
    expectSame(await figures(visitor.page), await one(sql`SELECT ${indicatorsByHand} ${among}`), ['indicator_count', 'project_count', 'department_count', 'indicator_weight', 'indicator_score', 'score_rate'])
    expectRows(await tableRows(visitor.page, 'indicators'), await ask(sql`SELECT CASE WHEN row_number() OVER (PARTITION BY i.form_id ORDER BY i.seq) = 1 THEN i.form_id ELSE concat(i.form_id, '-', i.seq) END AS key, p.project, p.department, CAST(p.year AS INTEGER) AS year, i.target, i.actual, CAST(i.weight AS VARCHAR) AS weight, CAST(i.score AS VARCHAR) AS score ${among}`), ['project', 'department', 'year', 'target', 'actual', 'weight', 'score'])
  })
})
