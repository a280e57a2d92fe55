export const zh = {
  departments: {
    title: '部门',
    sentence: '{range}，{n} 个部门年初安排 {initial}，年内调减 {cut}（{rate}）。调减率最高的是{name}，{worst}。',
    plain: '{range}，{n} 个部门年初安排 {initial}。',
    ranking: '部门排名', ranking_note: '前 {n} 名 · {by} · 点击进入部门', table: '全部部门', by_cut: '按年内调减'
  },
  department: { trend: '{name}的三个口径与两种执行率', projects: '项目', projects_note: '{range}合计 · {unit} · 点击进入项目', units: '实施单位 {n} 个', ranking: '项目排名', ranking_note: '年初预算前 {n} 名 · 点击进入项目', distribution: '自评得分分布' },
  projects: { title: '项目', sentence: '{range}，{n} 个项目年初安排 {initial}，执行 {executed}。其中 {masked} 份自评表的调减被执行率遮住。', table: '全部项目' },
  project: {
    subtitle: '{year} 年度 · 自评 {score} 分', score_absent: '未填',
    sentence: '{year} 年年初预算 {initial}，{change}，执行 {executed}；执行率 {rate}，占年初 {ofInitial}。', cut: '年内调减 {cut}（{rate}）', added: '年内追加 {cut}（{rate}）', same: '年内没有调整', fresh: '年初没有预算，年内追加 {full}',
    timeline: '历年预算与执行率', timeline_note: '点击看某一年的自评表', funds: '资金来源', indicator_scores: '指标分值与得分', indicator_scores_note: '按一、二级指标', form: '财政项目支出绩效自评表', of_year: '（{year} 年度）', years: '各年',
    money: '项目资金（元）', total: '年度资金总额', execution_weight: '分值', execution_rate: '执行率', execution_score: '得分', goals: '年度总体目标', expected: '预期目标', actual: '实际完成情况', indicators: '绩效指标', sum: '总分', waterfall: '年初 → 全年 → 执行', unit: '元',
    department: '主管部门', implementing: '实施单位', name: '项目名称', no_indicators: '这份数据集没有指标明细。', no_funds: '这份数据集没有资金来源明细。', source: '来源：{name}{place}', pick: '看哪一年', attained: { true: '达标', false: '未达标', null: '无法判断' },
    kind: { form: '自评表', csv: 'CSV', xlsx: 'XLSX', parquet: 'Parquet', synthetic: '模拟生成' },
  },
  indicators: { title: '指标', sentence: '{range}，{forms} 份自评表共 {n} 条指标，{texts} 种不同写法；得分率 {rate}。最常见的是“{name}”，出现 {times} 次。', scores: '一、二级指标的分值与得分', scores_note: '每条平均分', table: '全部指标', missing: '指标' },
  indicator: { sentence: '{range}，“{name}”在 {departments} 个部门 {projects} 个项目中出现 {n} 次，得分率 {rate}。', by_year: '历年得分率与达标率', occurrences: '出现的地方', occurrences_note: '点击进入项目' },
}
export const en: typeof zh = {
  departments: {
    title: 'Departments',
    sentence: 'Over {range}, {n} departments planned {initial} and cut {cut} ({rate}) within the years. The highest cut rate is that of {name}, {worst}.',
    plain: 'Over {range}, {n} departments planned {initial}.',
    ranking: 'Departments ranked', ranking_note: 'First {n} · {by} · click to open', table: 'All departments', by_cut: 'by cut'
  },
  department: { trend: '{name}: three budgets and two rates', projects: 'Projects', projects_note: 'Sums over {range} · {unit} · click to open', units: '{n} units', ranking: 'Projects ranked', ranking_note: 'First {n} by initial budget · click to open', distribution: 'Distribution of scores' },
  projects: { title: 'Projects', sentence: 'Over {range}, {n} projects planned {initial} and spent {executed}. In {masked} forms the execution rate masks a cut.', table: 'All projects' },
  project: {
    subtitle: '{year} · own score {score}', score_absent: 'not given',
    sentence: 'In {year} the initial budget was {initial}; {change}; {executed} was spent. The execution rate is {rate}; of the initial budget it is {ofInitial}.', cut: '{cut} ({rate}) was cut within the year', added: '{cut} ({rate}) was added within the year', same: 'nothing was adjusted within the year', fresh: 'there was none at the start, {full} was added within the year',
    timeline: 'Budgets and rates over the years', timeline_note: 'Click a year to see its form', funds: 'Fund sources', indicator_scores: 'Indicator weights against scores', indicator_scores_note: 'By level 1 and 2', form: 'Project expenditure self-evaluation form', of_year: '({year})', years: 'Years',
    money: 'Funds (yuan)', total: 'Total of the year', execution_weight: 'Weight', execution_rate: 'Rate', execution_score: 'Score', goals: 'Overall goal', expected: 'Expected goal', actual: 'Actual result', indicators: 'Indicators', sum: 'Total', waterfall: 'Initial → full-year → executed', unit: 'yuan',
    department: 'Department', implementing: 'Unit', name: 'Project', no_indicators: 'This dataset has no indicators.', no_funds: 'This dataset has no fund sources.', source: 'Source: {name}{place}', pick: 'Which year', attained: { true: 'met', false: 'missed', null: "can't be judged" },
    kind: { form: 'form', csv: 'CSV', xlsx: 'XLSX', parquet: 'Parquet', synthetic: 'synthetic' },
  },
  indicators: { title: 'Indicators', sentence: 'Over {range}, {forms} forms carry {n} indicators in {texts} different texts; their score rate is {rate}. The most common is "{name}", {times} times.', scores: 'Weights against scores by level 1 and 2', scores_note: 'Mean points of an indicator', table: 'All indicators', missing: 'indicators' },
  indicator: { sentence: 'Over {range}, "{name}" occurs {n} times in {projects} projects of {departments} departments; its score rate is {rate}.', by_year: 'Score rate and attained share by year', occurrences: 'Where it occurs', occurrences_note: 'Click to open the project' },
}
