export const zh = {
  standouts: { title: '值得再看', note: '{n} 条，每条可查依据', see: '去看', none: '当前数据里没有值得单独说的。' },
  bridge: {
    title: '执行数的年度变化', note: '{last} → {this} · 点击一段看其中的项目', definition: '上年执行数 → 结束的项目 → 新增的项目 → 年初安排变化 → 年内调减 → 年内追加 → 未执行 → 本年执行数，各段相加精确到分。年初安排变化 = 本年年初预算 − 上年执行数（两年都有的项目）；未报执行数 = 没有填执行数的项目的全年预算。',
    from: '自', to: '至', empty: '这两年没有都可比的自评表。', single: '数据只有一年，没有年度变化。', sentence: '{last} 年执行 {before}，{this} 年执行 {after}，{change}。', more: '多 {amount}（{rate}）', less: '少 {amount}（{rate}）', same: '没有变化', 
    part: { last_executed: '上年执行', ended: '结束的项目', started: '新增的项目', initial_change: '年初安排变化', cuts: '年内调减', additions: '年内追加', unspent: '未执行', unreported: '未报执行数', this_executed: '本年执行' },
    projects: '“{part}”中的项目', projects_note: '{n} 个项目，合计 {sum}', parts: '看哪一段', amount: '金额', part_name: '部分', last: '{year} 执行', check: '各段之和',
  },
  heatmap: { title: '部门 × 年度', note: '{measure} · {unit}点击进入部门该年', first: '前 {n} 个部门', measure: '看什么', definition: '空格表示该部门该年没有自评表，或没有可算的数；不是 0。' },
  multiples: { title: '各部门历年预算', note: '同一刻度 · 前 {n} 个部门 · 缺的年度为空', definition: '每格一个部门，金额与年度刻度相同：年初预算、全年预算、执行数。没有自评表的年度是空缺，不是 0。' },
  reliability: {
    title: '预算可靠性（参照 PEFA）', note: '执行与年初预算的偏离', outturn: '总额执行比', composition: '构成偏离', letter: '等级', no_letters: '完整年度不足连续三年，只给比率，不评等级。', letters: '{years} 年：总额 {outturn}，构成 {composition}', parts: { department: '按部门', project: '按项目' }, part_count: '部分数', of: '按{parts}计算构成', about: '定义',
    definition: '参照 PEFA 的做法，不是官方 PEFA 评估。总额执行比 = Σ执行数 ÷ Σ年初预算；构成偏离 = Σ|Oᵢ − kBᵢ| ÷ ΣkBᵢ，k = ΣO ÷ ΣB，按部门计算，只有一个部门时按项目计算。等级看最近连续三年中的两年：总额 A 95–105%、B 90–110%、C 85–115%，其余 D；构成 A < 5%、B < 10%、C < 15%，其余 D。',
    table: '各年', departments: '各部门的预算可靠性', departments_note: '{year} 年 · 等级需连续三年', department_definition: '每个部门按其项目计算构成；比率为最近一年的，等级看最近连续三年。',
    outturn_letter: '总额等级', composition_letter: '构成等级', years: '年数', none: '没有可算的年度。', latest: '{year} 年总额执行比 {outturn}，构成偏离 {composition}（{parts}）。',
  },
  waterfall: { title: '{year} 年：年初 → 全年 → 执行', note: '各段相加到分', step: '环节', amount: '金额', step_name: { initial: '年初预算', cut: '年内调减', addition: '年内追加', full: '全年预算', unspent: '未执行', overspent: '超出预算', executed: '执行数' }, years: '看哪一年', definition: '年初预算 − 年内调减（+ 年内追加）= 全年预算；全年预算 − 未执行 = 执行数。' },
  compare: {
    title: '对比', kind: { department: '两个部门', year: '两个年度', region: '两个地区' }, kinds: '比什么', left: '左', right: '右', against: '对', link: '对比两个部门、年度或地区', none: '这份数据里可比的不足两个。', difference: '差',
    years_sentence: '{left} 年年初安排 {leftInitial}、执行 {leftExecuted}，调减率 {leftRate}；{right} 年年初安排 {rightInitial}、执行 {rightExecuted}，调减率 {rightRate}。',
    sentence: '{range}，{left} 年初安排 {leftInitial}、执行 {leftExecuted}，调减率 {leftRate}；{right} 年初安排 {rightInitial}、执行 {rightExecuted}，调减率 {rightRate}。', table: '各项数字', table_note: '差 = 右 − 左', measure: '指标', trend: '{name} 历年', departments: '{name} 各部门', ranking_note: '前 {n} 名 · 年初 → 全年 → 执行', points: '{n} 个百分点',
  },
}
export const en: typeof zh = {
  standouts: { title: 'What stands out', note: '{n} sentences, each with its SQL', see: 'see', none: 'Nothing in this data stands out.' },
  bridge: {
    title: 'Executed, year over year', note: '{last} → {this} · click a part to see its projects', definition: "Last year's executed → projects ended → projects new → initial change → cuts in the year → additions → unspent → this year's executed; the parts add up to the cent. Initial change = this year's initial budget − last year's executed, of projects in both; not reported = the full-year budget of forms without an executed amount.",
    from: 'From', to: 'to', empty: 'There are no forms in both of these years.', single: 'The data has one year only, so there is no bridge.', sentence: '{before} was spent in {last} and {after} in {this}: {change}.', more: '{amount} more ({rate})', less: '{amount} less ({rate})', same: 'no change', 
    part: { last_executed: 'Last year', ended: 'Projects ended', started: 'Projects new', initial_change: 'Initial change', cuts: 'Cuts in the year', additions: 'Additions', unspent: 'Unspent', unreported: 'Not reported', this_executed: 'This year' },
    projects: 'Projects in "{part}"', projects_note: '{n} projects, {sum} in all', parts: 'Which part', amount: 'Amount', part_name: 'Part', last: 'Executed {year}', check: 'Sum of the parts',
  },
  heatmap: { title: 'Departments by year', note: '{measure} · {unit}click to open the department in that year', first: 'first {n} departments', measure: 'Show', definition: 'An empty cell has no form in that year, or nothing that can be computed; it is not 0.' },
  multiples: { title: 'Budgets of departments over the years', note: 'One scale · first {n} departments · a missing year is a gap', definition: 'A panel a department, all on the same scale of years and amounts: initial budget, full-year budget, executed. A year without forms is a gap, not a zero.' },
  reliability: {
    title: 'Budget reliability (PEFA-style)', note: 'How spending kept to the initial budgets', outturn: 'Outturn', composition: 'Composition variance', letter: 'Letter', no_letters: 'There are not three complete years in a row: ratios only, no letters.', letters: '{years}: outturn {outturn}, composition {composition}', parts: { department: 'by department', project: 'by project' }, part_count: 'Parts', of: 'Composition {parts}', about: 'Definition',
    definition: 'PEFA-style, not an official PEFA assessment. Outturn = Σ executed ÷ Σ initial; composition variance = Σ|Oᵢ − kBᵢ| ÷ ΣkBᵢ with k = ΣO ÷ ΣB, over departments, or projects where there is one department. A letter holds in two of the last three years in a row: outturn A 95–105 %, B 90–110 %, C 85–115 %, else D; composition A < 5 %, B < 10 %, C < 15 %, else D.',
    table: 'By year', departments: 'Budget reliability of departments', departments_note: '{year} · letters need three years in a row', department_definition: 'The composition of a department is over its projects; ratios are of the latest year, letters of the last three in a row.',
    outturn_letter: 'Outturn letter', composition_letter: 'Composition letter', years: 'Years', none: 'There is no year that can be computed.', latest: 'In {year} the outturn was {outturn} and the composition variance {composition} ({parts}).',
  },
  waterfall: { title: '{year}: initial → full-year → executed', note: 'The parts add up to the cent', step: 'Step', amount: 'Amount', step_name: { initial: 'Initial budget', cut: 'Cut in the year', addition: 'Added in the year', full: 'Full-year budget', unspent: 'Unspent', overspent: 'Overspent', executed: 'Executed' }, years: 'Which year', definition: 'Initial budget − cut (+ addition) = full-year budget; full-year budget − unspent = executed.' },
  compare: {
    title: 'Compare', kind: { department: 'Two departments', year: 'Two years', region: 'Two regions' }, kinds: 'What to compare', left: 'Left', right: 'Right', against: 'against', link: 'Compare two departments, years or regions', none: 'The data has fewer than two of these.', difference: 'Difference',
    years_sentence: '{left} planned {leftInitial} and spent {leftExecuted}, with a cut rate of {leftRate}; {right} planned {rightInitial} and spent {rightExecuted}, with a cut rate of {rightRate}.',
    sentence: 'Over {range}, {left} planned {leftInitial} and spent {leftExecuted}, with a cut rate of {leftRate}; {right} planned {rightInitial} and spent {rightExecuted}, with a cut rate of {rightRate}.', table: 'Figures', table_note: 'Difference = right − left', measure: 'Measure', trend: '{name} over the years', departments: '{name} by department', ranking_note: 'First {n} · initial → full-year → executed', points: '{n} points',
  },
}
