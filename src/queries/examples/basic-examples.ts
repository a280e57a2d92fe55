import type { ExampleQuery } from './example-query.ts'

export const basicExamples: readonly ExampleQuery[] = [
  {
    key: 'largest-projects',
    group: 'basics',
    title: { zh: '预算最大的项目', en: 'Largest projects' },
    question: { zh: '所选年度里，全年预算最大的 20 个项目是哪些？', en: 'Which 20 projects had the largest full-year budget in the selected years?' },
    sql: `
SELECT year, department, project, full_year_budget, executed, total_score, project_id
FROM project_year
WHERE year BETWEEN $from AND $to
  AND ($department IS NULL OR department = $department)
ORDER BY full_year_budget DESC NULLS LAST, form_id
LIMIT 20`,
  },
  {
    key: 'totals-by-year',
    group: 'basics',
    title: { zh: '各年合计', en: 'Totals by year' },
    question: { zh: '每年有多少项目，三个预算各是多少？', en: 'How many projects a year, and how large were the three budgets?' },
    sql: `
SELECT
  year,
  count(*) AS forms,
  count(DISTINCT department) AS departments,
  sum(initial_budget) AS initial_budget,
  sum(full_year_budget) AS full_year_budget,
  sum(executed) AS executed
FROM project_year
GROUP BY year
ORDER BY year`,
  },
  {
    key: 'by-department',
    group: 'basics',
    title: { zh: '调减按部门', en: 'Cuts by department' },
    question: { zh: '哪些部门年内调减最多，其中多少份表的调减被执行率遮住？', en: 'Which departments were cut most, and on how many forms does the execution rate hide it?' },
    sql: `
SELECT
  department,
  sum(initial_budget) AS initial_budget,
  sum(full_year_budget) AS full_year_budget,
  sum(cut) AS cut,
  count(*) FILTER (WHERE masked_cut) AS masked
FROM project_metrics
WHERE year BETWEEN $from AND $to
GROUP BY department
ORDER BY cut DESC NULLS LAST, department`,
  },
  {
    key: 'find-text',
    group: 'basics',
    title: { zh: '按文字找项目', en: 'Find by words' },
    question: { zh: '名称或目标里提到某个词的项目有哪些？改 $word 试试。', en: 'Which projects speak of a word in their name or goal? Change $word.' },
    sql: `
SELECT year, department, project, substr(expected_goal, 1, 60) AS goal, project_id
FROM project_year
WHERE project LIKE '%' || coalesce($word, '维护') || '%'
  OR expected_goal LIKE '%' || coalesce($word, '维护') || '%'
ORDER BY year DESC, department, project, form_id
LIMIT 100`,
  },
  {
    key: 'absent-values',
    group: 'basics',
    title: { zh: '哪些栏没填', en: 'What is left empty' },
    question: { zh: '自评表的各栏有多少份没填？', en: 'On how many forms is each field empty?' },
    duckdbOnly: true,
    sql: `
SELECT field, count(*) - count(value) AS absent, count(*) AS forms
FROM (
  SELECT
    CAST(initial_budget AS VARCHAR) AS initial_budget,
    CAST(full_year_budget AS VARCHAR) AS full_year_budget,
    CAST(executed AS VARCHAR) AS executed,
    CAST(total_score AS VARCHAR) AS total_score,
    expected_goal,
    actual_goal
  FROM project_year
)
UNPIVOT INCLUDE NULLS (value FOR field IN (initial_budget, full_year_budget, executed, total_score, expected_goal, actual_goal))
GROUP BY field
ORDER BY absent DESC, field`,
  },
  {
    key: 'temporary-table',
    group: 'basics',
    title: { zh: '临时表', en: 'A temporary table' },
    question: { zh: '怎样先存一步中间结果，再接着查？（全部运行）', en: 'How can a step be kept and asked again? (Run all)' },
    duckdbOnly: true,
    sql: `
CREATE OR REPLACE TEMP TABLE big AS
SELECT *
FROM project_metrics
WHERE full_year_budget >= 10000000;

SELECT department, count(*) AS forms, sum(executed) AS executed
FROM big
GROUP BY department
ORDER BY executed DESC NULLS LAST, department;`,
  },
]
