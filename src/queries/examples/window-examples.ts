import type { ExampleQuery } from './example-query.ts'

export const windowExamples: readonly ExampleQuery[] = [
  {
    key: 'year-over-year',
    group: 'windows',
    title: { zh: '部门同比', en: 'Year over year' },
    question: { zh: '各部门支出比上一年增减多少？', en: "How did each department's spending change against the year before?" },
    sql: `
WITH yearly AS (
  SELECT department, year, sum(executed) AS executed
  FROM project_year
  GROUP BY department, year
)
SELECT
  department,
  year,
  executed,
  executed - lag(executed) OVER by_year AS change,
  round(CAST(executed - lag(executed) OVER by_year AS DOUBLE) / nullif(CAST(lag(executed) OVER by_year AS DOUBLE), 0), 6) AS change_rate
FROM yearly
WINDOW by_year AS (PARTITION BY department ORDER BY year)
ORDER BY department, year`,
  },
  {
    key: 'three-years-cut',
    group: 'windows',
    title: { zh: '连续三年调减的项目', en: 'Cut three years running' },
    question: { zh: '哪些项目连续三年都被调减？', en: 'Which projects were cut in three years running?' },
    sql: `
WITH marked AS (
  SELECT
    project_id,
    project,
    department,
    year,
    cut,
    year - row_number() OVER (PARTITION BY project_id ORDER BY year) AS run
  FROM project_metrics
  WHERE cut > 0
)
SELECT department, project, min(year) AS first_year, max(year) AS last_year, count(*) AS years, sum(cut) AS cut, project_id
FROM marked
GROUP BY department, project, project_id, run
HAVING count(*) >= 3
ORDER BY years DESC, cut DESC, project_id, first_year`,
  },
  {
    key: 'top-three',
    group: 'windows',
    title: { zh: '每个部门的前三名', en: 'Top three of each department' },
    question: { zh: '所选年度里，每个部门花钱最多的三个项目是什么？', en: "What are each department's three most expensive projects in the selected years?" },
    duckdbOnly: true,
    sql: `
SELECT department, project, sum(executed) AS executed, row_number() OVER (PARTITION BY department ORDER BY sum(executed) DESC NULLS LAST, project_id) AS place, project_id
FROM project_year
WHERE year BETWEEN $from AND $to
GROUP BY department, project, project_id
QUALIFY place <= 3
ORDER BY department, place`,
  },
  {
    key: 'running-total',
    group: 'windows',
    title: { zh: '滚动三年平均', en: 'Mean of three years' },
    question: { zh: '去掉年度起伏，支出的趋势如何？', en: 'What is the trend of spending without the swings of single years?' },
    sql: `
WITH yearly AS (
  SELECT year, sum(executed) AS executed
  FROM project_year
  GROUP BY year
)
SELECT
  year,
  executed,
  sum(executed) OVER (ORDER BY year) AS since_start,
  round(avg(CAST(executed AS DOUBLE)) OVER (ORDER BY year ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), 2) AS mean_of_three
FROM yearly
ORDER BY year`,
  },
  {
    key: 'target-drift',
    group: 'windows',
    title: { zh: '同一指标的目标变化', en: 'Targets over the years' },
    question: { zh: '同一项目同一指标的目标，是不是一年比一年低？', en: "Does the same indicator of the same project aim lower year by year?" },
    sql: `
WITH followed AS (
  SELECT
    p.department,
    p.project,
    i.level3,
    p.year,
    i.target_value,
    lag(i.actual_value) OVER same AS actual_before,
    i.target_value - lag(i.target_value) OVER same AS target_change,
    p.project_id,
    i.seq
  FROM indicator AS i
  JOIN project_year AS p ON p.form_id = i.form_id
  WHERE i.target_operator IN ('>=', '>') AND i.target_value IS NOT NULL
  WINDOW same AS (PARTITION BY p.project_id, i.level3 ORDER BY p.year, i.seq)
)
SELECT department, project, level3, year, target_value, actual_before, target_change, project_id
FROM followed
WHERE target_value < actual_before
ORDER BY target_change NULLS LAST, project_id, level3, year, seq
LIMIT 200`,
  },
  {
    key: 'new-and-ended',
    group: 'windows',
    title: { zh: '新项目与结束的项目', en: 'New and ended projects' },
    question: { zh: '每年有多少项目开始，多少结束？', en: 'How many projects begin and end each year?' },
    sql: `
WITH spans AS (
  SELECT project_id, min(year) AS first_year, max(year) AS last_year
  FROM project_year
  GROUP BY project_id
),
years AS (
  SELECT DISTINCT year
  FROM project_year
)
SELECT
  y.year,
  count(*) FILTER (WHERE s.first_year = y.year) AS started,
  count(*) FILTER (WHERE s.last_year = y.year) AS last_seen,
  count(*) AS running
FROM years AS y
JOIN spans AS s ON y.year BETWEEN s.first_year AND s.last_year
GROUP BY y.year
ORDER BY y.year`,
  },
]
