import type { ExampleQuery } from './example-query.ts'

export const shapeExamples: readonly ExampleQuery[] = [
  {
    key: 'pivot-years',
    group: 'shapes',
    title: { zh: '部门 × 年度', en: 'Departments by years' },
    question: { zh: '每个部门每年支出多少，一年一列？', en: 'What did each department spend, one column a year?' },
    duckdbOnly: true,
    sql: `
PIVOT (SELECT department, year, executed FROM project_year)
ON year
USING sum(executed)
GROUP BY department
ORDER BY department`,
  },
  {
    key: 'unpivot-budgets',
    group: 'shapes',
    title: { zh: '三个预算竖着排', en: 'Three budgets in rows' },
    question: { zh: '把三个预算变成行，好画一张分组图。', en: 'The three budgets as rows, to draw them as groups.' },
    duckdbOnly: true,
    sql: `
UNPIVOT (
  SELECT year, sum(initial_budget) AS initial_budget, sum(full_year_budget) AS full_year_budget, sum(executed) AS executed
  FROM project_year
  GROUP BY year
)
ON initial_budget, full_year_budget, executed
INTO NAME stage VALUE amount
ORDER BY year, stage`,
  },
  {
    key: 'score-quantiles',
    group: 'shapes',
    title: { zh: '得分的分位数', en: 'Quantiles of scores' },
    question: { zh: '各部门自评得分的中位数和上下四分位是多少？', en: "What are the median and quartiles of each department's scores?" },
    duckdbOnly: true,
    sql: `
SELECT
  department,
  count(total_score) AS forms,
  min(total_score) AS lowest,
  quantile_cont(CAST(total_score AS DOUBLE), 0.25) AS q1,
  quantile_cont(CAST(total_score AS DOUBLE), 0.5) AS median,
  quantile_cont(CAST(total_score AS DOUBLE), 0.75) AS q3,
  max(total_score) AS highest
FROM project_year
WHERE year BETWEEN $from AND $to
GROUP BY department
ORDER BY median, department`,
  },
  {
    key: 'score-histogram',
    group: 'shapes',
    title: { zh: '得分分布', en: 'Distribution of scores' },
    question: { zh: '自评得分都挤在哪一段？', en: 'Where do the scores crowd?' },
    duckdbOnly: true,
    sql: `
SELECT floor(total_score) AS score_from, count(*) AS forms, bar(count(*), 0, max(count(*)) OVER (), 40) AS picture
FROM project_year
WHERE total_score IS NOT NULL
GROUP BY score_from
ORDER BY score_from`,
  },
  {
    key: 'rating-by-department',
    group: 'shapes',
    title: { zh: '部门 × 评级', en: 'Departments by rating' },
    question: { zh: '各部门优、良、中、差各有几份表？', en: 'How many forms of each rating has each department?' },
    duckdbOnly: true,
    sql: `
PIVOT (SELECT department, rating FROM project_metrics WHERE rating IS NOT NULL)
ON rating IN ('优', '良', '中', '差')
USING count(*)
GROUP BY department
ORDER BY department`,
  },
  {
    key: 'rollup',
    group: 'shapes',
    title: { zh: '带小计与合计', en: 'With subtotals' },
    question: { zh: '年度、部门两级，连同小计和总计。', en: 'Years and departments, with subtotals and the total.' },
    sql: `
SELECT
  CASE WHEN grouping(p.year) = 1 THEN '合计' ELSE CAST(p.year AS VARCHAR) END AS year,
  CASE WHEN grouping(p.department) = 1 THEN '小计' ELSE p.department END AS department,
  count(*) AS forms,
  sum(p.executed) AS executed
FROM project_year AS p
GROUP BY ROLLUP (p.year, p.department)
ORDER BY grouping(p.year), p.year, grouping(p.department), p.department`,
  },
  {
    key: 'size-and-score',
    group: 'shapes',
    title: { zh: '规模与得分', en: 'Size and score' },
    question: { zh: '预算越大，得分越高吗？按规模分十档看。', en: 'Do larger budgets score higher? In ten steps of size.' },
    sql: `
WITH sized AS (
  SELECT full_year_budget, total_score, ntile(10) OVER (ORDER BY full_year_budget, form_id) AS step
  FROM project_year
  WHERE full_year_budget > 0 AND total_score IS NOT NULL
)
SELECT step, count(*) AS forms, min(full_year_budget) AS budget_from, max(full_year_budget) AS budget_to, round(avg(CAST(total_score AS DOUBLE)), 4) AS mean_score
FROM sized
GROUP BY step
ORDER BY step`,
  },
]
