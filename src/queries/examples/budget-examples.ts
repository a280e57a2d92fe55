import type { ExampleQuery } from './example-query.ts'

export const budgetExamples: readonly ExampleQuery[] = [
  {
    key: 'two-rates',
    group: 'budget',
    title: { zh: '两个执行率之差', en: 'Two rates apart' },
    question: { zh: '哪些部门的执行率好看，占年初却低？', en: 'Which departments show a good execution rate, but a low execution of initial?' },
    sql: `
WITH rates AS (
  SELECT
    department,
    round(CAST(sum(executed) AS DOUBLE) / nullif(CAST(sum(full_year_budget) AS DOUBLE), 0), 6) AS execution_rate,
    round(CAST(sum(executed) AS DOUBLE) / nullif(CAST(sum(initial_budget) AS DOUBLE), 0), 6) AS execution_of_initial
  FROM project_year
  WHERE year BETWEEN $from AND $to
  GROUP BY department
)
SELECT department, execution_rate, execution_of_initial, round(execution_rate - execution_of_initial, 6) AS gap
FROM rates
ORDER BY gap DESC NULLS LAST, department`,
  },
  {
    key: 'masked-cuts',
    group: 'budget',
    title: { zh: '被遮住的调减', en: 'Masked cuts' },
    question: { zh: '哪些项目预算砍了两成以上，执行率仍在 95% 以上？', en: 'Which projects lost a fifth of their budget and still show an execution of 95%?' },
    sql: `
SELECT year, department, project, initial_budget, full_year_budget, cut, round(cut_rate, 4) AS cut_rate, round(execution_rate, 4) AS execution_rate, project_id
FROM project_metrics
WHERE masked_cut
  AND year BETWEEN $from AND $to
ORDER BY cut DESC, form_id`,
  },
  {
    key: 'added-in-year',
    group: 'budget',
    title: { zh: '年中新增', en: 'Added in the year' },
    question: { zh: '年初没有预算、年内才追加的项目有哪些？', en: 'Which projects had no initial budget and were added in the year?' },
    sql: `
SELECT year, department, project, full_year_budget, executed, project_id
FROM project_metrics
WHERE added_in_year
ORDER BY full_year_budget DESC, form_id`,
  },
  {
    key: 'year-end-rush',
    group: 'budget',
    title: { zh: '恰好花完', en: 'Spent to the cent' },
    question: { zh: '有多大比例的表恰好花完全年预算，分毫不差？', en: 'What share of forms spent the full-year budget to the cent?' },
    sql: `
SELECT
  year,
  count(*) AS forms,
  count(*) FILTER (WHERE executed = full_year_budget) AS spent_exactly,
  round(CAST(count(*) FILTER (WHERE executed = full_year_budget) AS DOUBLE) / count(*), 4) AS share
FROM project_year
WHERE full_year_budget > 0
GROUP BY year
ORDER BY year`,
  },
  {
    key: 'fund-mix',
    group: 'budget',
    title: { zh: '资金来源构成', en: 'Mix of funds' },
    question: { zh: '各年的钱来自哪里，各占多少？', en: 'Where does the money of each year come from?' },
    sql: `
SELECT
  p.year,
  f.source,
  sum(f.full_year_budget) AS full_year_budget,
  round(CAST(sum(f.full_year_budget) AS DOUBLE) / nullif(CAST(sum(sum(f.full_year_budget)) OVER (PARTITION BY p.year) AS DOUBLE), 0), 6) AS share
FROM fund_source AS f
JOIN project_year AS p USING (form_id)
GROUP BY p.year, f.source
ORDER BY p.year, f.source`,
  },
  {
    key: 'fund-mismatch',
    group: 'budget',
    title: { zh: '资金来源加不上', en: 'Funds that do not add up' },
    question: { zh: '哪些表的资金来源合计与总额不一致？', en: 'On which forms do the fund sources not add up to the total?' },
    sql: `
SELECT p.form_id, p.department, p.project, p.executed, sum(f.executed) AS of_sources, p.executed - sum(f.executed) AS difference
FROM project_year AS p
JOIN fund_source AS f ON f.form_id = p.form_id
GROUP BY p.form_id, p.department, p.project, p.executed
HAVING sum(f.executed) <> p.executed
ORDER BY abs(p.executed - sum(f.executed)) DESC, p.form_id`,
  },
  {
    key: 'reliability',
    group: 'budget',
    title: { zh: '预算可信度', en: 'Budget reliability' },
    question: { zh: '支出与年初预算的总偏差和结构偏差每年多大（PEFA 的算法）？', en: 'How far was spending from the initial budget, in all and in its mix, each year (the PEFA way)?' },
    sql: `
WITH by_department AS (
  SELECT year, department, CAST(sum(initial_budget) AS DOUBLE) AS budget, CAST(sum(executed) AS DOUBLE) AS spent
  FROM project_year
  GROUP BY year, department
),
scaled AS (
  SELECT *, budget * sum(spent) OVER (PARTITION BY year) / nullif(sum(budget) OVER (PARTITION BY year), 0) AS expected
  FROM by_department
)
SELECT
  year,
  round(sum(spent) / nullif(sum(budget), 0), 6) AS outturn,
  round(sum(abs(spent - expected)) / nullif(sum(expected), 0), 6) AS composition_variance
FROM scaled
GROUP BY year
ORDER BY year`,
  },
  {
    key: 'concentration',
    group: 'budget',
    title: { zh: '钱集中在多少项目上', en: 'Concentration' },
    question: { zh: '多少个项目占去了八成的支出？', en: 'How many projects make up four fifths of the spending?' },
    sql: `
WITH spent AS (
  SELECT project_id, any_value(project) AS project, sum(executed) AS executed
  FROM project_year
  WHERE year BETWEEN $from AND $to AND executed > 0
  GROUP BY project_id
),
running AS (
  SELECT *, sum(executed) OVER (ORDER BY executed DESC, project_id) AS so_far, sum(executed) OVER () AS total
  FROM spent
)
SELECT
  count(*) AS projects,
  count(*) FILTER (WHERE so_far - executed < CAST(0.8 AS DECIMAL(3,2)) * total) AS projects_for_four_fifths,
  max(total) AS executed
FROM running`,
  },
]
