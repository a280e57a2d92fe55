import type { ExampleQuery } from './example-query.ts'

export const indicatorExamples: readonly ExampleQuery[] = [
  {
    key: 'score-by-level',
    group: 'indicators',
    title: { zh: '各类指标得分率', en: 'Score rate by level' },
    question: { zh: '哪类指标扣分最多？', en: 'Which kinds of indicators lose most points?' },
    sql: `
SELECT
  i.level1,
  i.level2,
  count(*) AS indicators,
  sum(i.weight) AS weight,
  sum(i.score) AS score,
  round(CAST(sum(i.score) AS DOUBLE) / nullif(CAST(sum(i.weight) AS DOUBLE), 0), 6) AS score_rate
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE p.year BETWEEN $from AND $to
GROUP BY i.level1, i.level2
ORDER BY score_rate, i.level1, i.level2`,
  },
  {
    key: 'met-but-deducted',
    group: 'indicators',
    title: { zh: '达标却扣分', en: 'Met, yet deducted' },
    question: { zh: '哪些指标目标达到了，还是扣了分？', en: 'Which indicators met their target and still lost points?' },
    sql: `
SELECT p.year, p.department, p.project, i.level3, i.target, i.actual, i.weight, i.score, i.deviation_reason, p.project_id
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE i.attained AND i.score < i.weight
ORDER BY i.weight - i.score DESC, i.form_id, i.seq
LIMIT 200`,
  },
  {
    key: 'missed-but-full',
    group: 'indicators',
    title: { zh: '没达标却满分', en: 'Missed, yet full marks' },
    question: { zh: '哪些指标没达到目标，却给了满分？', en: 'Which indicators missed their target and still got full marks?' },
    sql: `
SELECT p.year, p.department, p.project, i.level3, i.target, i.actual, i.weight, i.score, p.project_id
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
WHERE NOT i.attained AND i.score >= i.weight
ORDER BY p.year DESC, i.form_id, i.seq
LIMIT 200`,
  },
  {
    key: 'common-indicators',
    group: 'indicators',
    title: { zh: '到处都有的指标', en: 'Indicators found everywhere' },
    question: { zh: '同样文字的三级指标出现在多少个部门和项目？', en: 'In how many departments and projects does the same level-3 text occur?' },
    sql: `
SELECT
  i.level3,
  count(DISTINCT p.department) AS departments,
  count(DISTINCT p.project_id) AS projects,
  round(CAST(sum(i.score) AS DOUBLE) / nullif(CAST(sum(i.weight) AS DOUBLE), 0), 6) AS score_rate
FROM indicator AS i
JOIN project_year AS p ON p.form_id = i.form_id
GROUP BY i.level3
HAVING count(DISTINCT p.project_id) > 1
ORDER BY departments DESC, projects DESC, i.level3
LIMIT 100`,
  },
  {
    key: 'satisfaction',
    group: 'indicators',
    title: { zh: '满意度目标与得分', en: 'Satisfaction targets' },
    question: { zh: '满意度目标定多少，实际多少，给了多少分？', en: 'What satisfaction was aimed at, reached, and how was it scored?' },
    sql: `
SELECT i.target_operator, i.target_value, count(*) AS indicators, round(avg(CAST(i.actual_value AS DOUBLE)), 4) AS mean_actual, sum(i.weight) AS weight, sum(i.score) AS score
FROM indicator AS i
WHERE i.level1 LIKE '满意度%' AND i.target_kind = 'quantitative'
GROUP BY i.target_operator, i.target_value
ORDER BY indicators DESC, i.target_value, i.target_operator`,
  },
  {
    key: 'reasons',
    group: 'indicators',
    title: { zh: '扣分理由最常写什么', en: 'Reasons for deductions' },
    question: { zh: '扣分时写的原因里，哪些字样出现最多？', en: 'Which reasons are given most where points are lost?' },
    sql: `
SELECT coalesce(nullif(trim(deviation_reason), ''), '（未填）') AS reason, count(*) AS indicators, sum(weight - score) AS points_lost
FROM indicator
WHERE score < weight
GROUP BY 1
ORDER BY indicators DESC, reason
LIMIT 50`,
  },
]
