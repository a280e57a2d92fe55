// node .tools/bench/data.mjs --rows N --out DIR: a dataset of about N indicators over N / 10 forms, made by SQL in minutes where
// `generate` takes an hour. Its texts repeat as real forms' do, its figures are hashes: for measuring, never for showing.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openSources } from '../sources.mjs'

const { values: args } = parseArgs({ options: { rows: { type: 'string' }, out: { type: 'string' } } })
const rows = Number(args.rows)
if (!Number.isInteger(rows) || rows < 1000 || !args.out) {
  console.error('node .tools/bench/data.mjs --rows N --out DIR, N of 1000 or more')
  process.exit(1)
}
const out = resolve(args.out)
if (existsSync(join(out, 'manifest.json'))) process.exit(0)

const load = await openSources()
const { openNativeEngine } = await load('src/engine/duckdb-native.ts')
const { verbatim } = await load('src/engine/sql.ts')
const { createCanonicalTables } = await load('src/cli/canonical-tables.ts')
const { replaceFolder } = await load('src/cli/output-folder.ts')
const { writeDataset } = await load('src/dataset/write-dataset.ts')
const { askedAhead } = await load('src/queries/asked-ahead.ts')

const forms = Math.round(rows / 10)
const words = (text) => `[${text.split(' ').map((word) => `'${word}'`).join(', ')}]`
const pick = (list, number) => `${list}[1 + CAST((${number}) % len(${list}) AS INTEGER)]`

const regions = words('东湖区 西岭区 南浦区 北泽区 临江区 望山区 长桥区 新港区 平川区 云溪区 青原区 白鹭区 石门区 金沙区 清河区 秀水区')
const bureaus = words('教育局 卫生健康委 民政局 水务局 交通委 文化旅游局 农业农村委 生态环境局 应急管理局 城市运行中心 规划资源局 住房管理局 人力资源局 体育局 科技委 经济委 市场监管局 公安分局 司法局')
const unitKinds = words('机关 事务中心 服务中心 信息中心 监测站 保障中心 执法大队 研究院')
const works = words('信息系统运维 设备购置 课题研究 宣传推广 法律服务 设施维修 绿化养护 人员培训 检测监测 应急演练 场馆运行 补助发放 规划编制 平台升级 安全巡查 档案整理 河道清淤 道路养护 物业管理 健康筛查')
const subjects = words('系统 设备 课题 活动 培训 演练 检测 巡查 维修 养护 采购 补助 宣传 平台 数据 场馆 道路 河道 绿化 档案 讲座 项目 服务 工程 监测点 学员 居民 企业 图纸 报告 视频 网络 机房 车辆 药品 器材 站点 街镇 合同 预案')
const reasons = words('有待加强 有待提高 有待提升 无 因疫情原因未能按期完成 招标流程延后 供应商履约延迟 经费下达较晚 需求变更导致工作量减少 将加强过程管理 下一年度细化目标 统计口径调整 人员变动 后续加强沟通协调 设备到货延迟 天气影响施工进度 满意度调查样本较少 已列入整改计划')

/** What an indicator of each place of a form is about: levels, how its text ends, how its target is written. */
const places = `(VALUES
  (1, '产出指标', '数量指标', ['数量', '完成数', '次数', '覆盖数', '期数'], 'count'),
  (2, '产出指标', '质量指标', ['合格率', '达标率', '验收通过率', '完好率', '准确率'], 'percent'),
  (3, '产出指标', '时效指标', ['及时性', '完成时间', '响应及时率', '按期完成情况'], 'word'),
  (4, '产出指标', '成本指标', ['成本控制', '总成本', '支出控制数'], 'money'),
  (5, '效益指标', '社会效益指标', ['保障能力', '服务水平', '知晓度', '影响力'], 'word'),
  (6, '效益指标', '可持续影响指标', ['长效机制建设', '持续改进情况', '可持续性'], 'word'),
  (7, '满意度指标', '服务对象满意度指标', ['使用人员满意度', '服务对象满意度', '群众满意度'], 'percent'),
  (8, '产出指标', '数量指标', ['人次', '份数', '点位数', '面积'], 'count'),
  (9, '产出指标', '质量指标', ['完成质量', '规范率', '整改率'], 'percent'),
  (10, '效益指标', '经济效益指标', ['节约成本', '使用效率', '收益提升'], 'word'),
  (11, '产出指标', '数量指标', ['套数', '场次', '里程'], 'count'),
  (12, '产出指标', '质量指标', ['运行稳定性', '故障率控制'], 'percent')) AS place(place, level1, level2, ends, kind)`

const statements = [
  `CREATE MACRO dice(a, b, sides) AS CAST(hash(a * 64 + b) % CAST(sides AS UBIGINT) AS BIGINT)`,
  `CREATE TABLE projects AS
  WITH numbered AS (
    SELECT k, dice(k, 1, 300) AS d, 2014 + dice(k, 2, 12) AS first_year, 1 + dice(k, 3, 7) AS years FROM range(${Math.ceil(forms / 2.5)}) AS r(k)
  ), named AS (
    SELECT k, first_year, years, ${pick(regions, 'd')} AS region, ${pick(regions, 'd')} || ${pick(bureaus, 'd // 16')} AS department, ${pick(unitKinds, 'dice(k, 4, 8)')} AS unit_kind,
      ${pick(works, 'dice(k, 5, 20)')} AS work, (1 + dice(k, 6, 4000)) AS number
    FROM numbered
  )
  SELECT k, first_year, years, region, department, department || unit_kind AS unit, work, work || '项目（' || k || '号）' AS project,
    left(sha256(region || chr(31) || department || chr(31) || department || unit_kind || chr(31) || work || '项目（' || k || '号）'), 16) AS project_id,
    CAST(exp(9 + dice(k, 7, 1000) / 140.0) AS BIGINT) * 5 AS budget
  FROM named`,
  `CREATE TABLE forms AS
  WITH yearly AS (
    SELECT p.*, CAST(y.year AS INTEGER) AS year, p.k * 16 + y.year - 2014 AS f
    FROM projects AS p JOIN range(2014, 2026) AS y(year) ON y.year >= p.first_year AND y.year < p.first_year + p.years
    ORDER BY p.k, y.year LIMIT ${forms}
  )
  SELECT *, CASE WHEN dice(f, 1, 20) = 0 THEN 0 ELSE CAST(budget * (70 + dice(f, 2, 60)) / 100 AS BIGINT) * 100 + dice(f, 3, 2) * dice(f, 4, 100) END AS initial,
    CASE WHEN dice(f, 5, 100) < 45 THEN 100 WHEN dice(f, 5, 100) < 85 THEN 60 + dice(f, 6, 40) ELSE 100 + dice(f, 6, 30) END AS change,
    CASE WHEN dice(f, 7, 100) < 40 THEN 10000 ELSE 8000 + dice(f, 8, 2001) END AS rate
  FROM yearly`,
  `CREATE TABLE costed AS SELECT *, CASE WHEN initial = 0 THEN CAST(budget * 40 AS BIGINT) ELSE initial * change // 100 END AS full_year FROM forms`,
  `INSERT INTO project_year BY NAME
  SELECT year, region, department, unit, project, CAST(initial AS DECIMAL(18,2)) / 100 AS initial_budget, CAST(full_year AS DECIMAL(18,2)) / 100 AS full_year_budget, CAST(full_year * rate // 10000 AS DECIMAL(18,2)) / 100 AS executed,
    10 AS execution_weight, CAST(rate AS DECIMAL(9,2)) / 100 AS execution_rate_percent, CAST(rate // 10 AS DECIMAL(6,2)) / 100 AS execution_score, 100 AS total_weight,
    CASE WHEN dice(f, 9, 50) > 0 THEN 100 - CAST(dice(f, 10, 240) AS DECIMAL(6,2)) / 10 END AS total_score,
    '完成' || work || (10 + dice(f, 11, 90)) || '项，投入' || initial // 100 || '元，保障' || unit || '工作正常开展，提高服务质量和管理水平。' AS expected_goal,
    '全年完成' || work || (10 + dice(f, 12, 90)) || '项，支出' || full_year * rate // 1000000 || '元，' || ['基本达到预期目标。', '达到预期目标，运行平稳。', '预算年中调整，其余目标已完成。'][1 + dice(f, 13, 3)] AS actual_goal,
    project_id, project_id || '-' || year AS form_id, 'synthetic' AS source_kind, 'bench-data' AS source_name, CAST(f AS VARCHAR) AS source_locator
  FROM costed`,
  `INSERT INTO fund_source BY NAME
  SELECT project_id || '-' || year AS form_id, source, CASE WHEN part = 1 THEN CAST(initial AS DECIMAL(18,2)) / 100 END AS initial_budget,
    CASE part WHEN 1 THEN CAST(full_year AS DECIMAL(18,2)) / 100 ELSE 0 END AS full_year_budget, CASE part WHEN 1 THEN CAST(full_year * rate // 10000 AS DECIMAL(18,2)) / 100 ELSE 0 END AS executed
  FROM costed, (VALUES (1, '当年财政拨款'), (2, '上年结转资金'), (3, '其他资金')) AS fund(part, source)`,
  `CREATE TABLE indicator_texts AS
  WITH every AS (SELECT place, s.subject || e.word AS text FROM ${places}, unnest(${subjects}) AS s(subject), unnest(ends) AS e(word), range(4) AS again(n))
  SELECT place, list(text || CASE WHEN n = 0 THEN '' ELSE ['（市级）', '（区级）', '（季度）'][n] END ORDER BY n, text) AS texts
  FROM (SELECT place, text, row_number() OVER (PARTITION BY place, text) - 1 AS n FROM every) GROUP BY place`,
  `CREATE TABLE drawn AS
  SELECT f.year, f.project_id || '-' || f.year AS form_id, f.f * 16 + p.place AS g, f.k * 16 + p.place AS h, p.place AS seq, p.level1, p.level2, p.kind, f.budget,
    t.texts[1 + CAST(dice(h, 1, len(t.texts)) * dice(h, 2, len(t.texts)) // len(t.texts) AS INTEGER)] AS level3,
    CASE p.kind WHEN 'count' THEN 1 + dice(h, 3, 20) * dice(h, 4, 40) WHEN 'percent' THEN 80 + dice(h, 3, 21) WHEN 'money' THEN 1 + f.budget // 10000 + dice(g, 3, 3) END AS aim,
    CASE WHEN dice(g, 5, 100) < 60 THEN 0 WHEN dice(g, 5, 100) < 85 THEN 1 + dice(g, 6, 10) ELSE -1 - dice(g, 6, 10) END AS off,
    CASE WHEN p.place <= 8 THEN 8 ELSE 4 END AS weight, dice(g, 7, 100) AS luck
  FROM forms AS f JOIN ${places} ON p.place <= 8 + f.k % 5 JOIN indicator_texts AS t USING (place)`.replaceAll('AS place(place', 'AS p(place'),
  `CREATE TABLE judged AS
  SELECT *, CASE kind WHEN 'count' THEN greatest(aim + off, 0) WHEN 'percent' THEN least(aim + off, 100) WHEN 'money' THEN aim - off END AS done,
    ['有效', '及时', '明显提升', '良好', '持续改进', year || '年12月底前'][1 + dice(h, 8, 6)] AS wish,
    ${pick(words('次 个 人次 份 套 场'), 'dice(h, 9, 6)')} AS counted
  FROM drawn`,
  `INSERT INTO indicator BY NAME
  SELECT form_id, seq, level1, level2, level3,
    CASE kind WHEN 'count' THEN '≥' || aim || counted WHEN 'percent' THEN '≥' || aim || '%' WHEN 'money' THEN '≤' || aim || '万元' ELSE wish END AS target,
    CASE kind WHEN 'count' THEN done || counted WHEN 'percent' THEN done || '%' WHEN 'money' THEN done || '万元' ELSE CASE WHEN luck < 90 THEN wish ELSE '基本达到' END END AS actual,
    weight, CASE WHEN luck < 82 THEN weight ELSE weight - CAST(luck % 8 AS DECIMAL(6,2)) / 2 END AS score,
    CASE WHEN luck >= 82 AND luck < 96 THEN ${pick(reasons, 'dice(g, 10, 18)')} WHEN luck >= 96 THEN ${pick(reasons, 'dice(g, 10, 18)')} || '，较目标差' || abs(off) || '，涉及资金' || dice(g, 11, 5000) || '元' END AS deviation_reason,
    CASE WHEN kind = 'word' THEN 'qualitative' ELSE 'quantitative' END AS target_kind, CASE kind WHEN 'word' THEN NULL WHEN 'money' THEN '<=' ELSE '>=' END AS target_operator,
    aim AS target_value, CASE kind WHEN 'count' THEN counted WHEN 'percent' THEN '%' WHEN 'money' THEN '万元' END AS target_unit, done AS actual_value,
    CASE kind WHEN 'word' THEN CASE WHEN luck < 90 THEN TRUE END WHEN 'money' THEN done <= aim ELSE done >= aim END AS attained
  FROM judged`,
]

const scratch = await mkdtemp(join(tmpdir(), 'jilan-bench-'))
const engine = await openNativeEngine({ file: join(scratch, 'rows.duckdb'), memoryLimit: '4GB', threads: 2 })
try {
  await createCanonicalTables(engine)
  for (const statement of statements) await engine.rows(verbatim(statement))
  for (const table of ['judged', 'drawn', 'costed', 'forms', 'projects', 'indicator_texts']) await engine.rows(verbatim(`DROP TABLE ${table}`))
  mkdirSync(dirname(out), { recursive: true })
  const description = { zh: `测速用的虚构数据，约 ${rows} 条指标`, en: `Made up for measuring speed: about ${rows} indicators` }
  const manifest = await replaceFolder(out, (output) => writeDataset(engine, { title: description, description, region: null, synthetic: true, format: 'parquet', askedAhead }, output))
  const spent = { seconds: Math.round(performance.now() / 1000), megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
  console.log(`${manifest.rows.project_year} forms, ${manifest.rows.indicator} indicators: made in ${spent.seconds} s with ${spent.megabytes} MB of memory at most`)
} finally {
  await engine.close()
  rmSync(scratch, { recursive: true, force: true })
}
