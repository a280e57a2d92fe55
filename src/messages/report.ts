export const zh = {
  title: '项目支出绩效自评报告', print: '打印或存为 PDF', hint: 'A4 纸，页码自动编排；在打印窗口选“另存为 PDF”。',
  about: { dataset: '数据集', selection: '范围', made: '生成日期', hash: '数据内容校验（SHA-256）', address: '地址', rule_set: '规则集', thresholds: '门槛', synthetic: '模拟数据：虚构城市，仅供演示。' },
  selection: { years: '{range} 年', region: '地区：{name}', department: '部门：{name}', unit: '单位：{name}', q: '文字含“{name}”', all: '全部地区、部门与单位' },
  thresholds: '调减率 ≥ {cut}，执行率 ≥ {execution}',
  section: { figures: '一、主要数据', standouts: '二、值得注意', trend: '三、历年预算与执行', departments: '四、部门', cuts: '五、调减最多的项目', findings: '六、自评质量', definitions: '七、口径' },
  chart: { trend: '三个口径与两种执行率', ranking: '部门排名（年初预算前 {n} 名）', distribution: '自评得分分布', heatmap: '每百份自评表的问题数：部门 × 年度' },
  cuts_note: '达到调减率 ≥ {cut} 的自评表 {all} 份，列出调减额最大的 {n} 份；● 为被执行率遮住。金额单位：{unit}。', no_cuts: '没有达到门槛的调减。', departments_note: '列出年初预算最大的 {n} 个部门，共 {all} 个。金额单位：{unit}。',
  findings_note: '{forms} 份自评表中共 {n} 处问题，规则集：{set}。', errors_note: '算错的地方列出前 {n} 处，共 {all} 处。', no_standouts: '没有特别之处。', spanning: '另有 {n} 处重复指标跨部门或跨年度，不在图中。', first: '图中为问题最密的 {n} 个部门。',
  no_findings: '没有找到问题。', finding: '问题', formula: '公式',
}
export const en: typeof zh = {
  title: 'Project spending self-evaluation report', print: 'Print or save as PDF', hint: 'A4, pages numbered; choose "Save as PDF" in the print window.',
  about: { dataset: 'Dataset', selection: 'Selection', made: 'Made on', hash: 'Content hash (SHA-256)', address: 'Address', rule_set: 'Rule set', thresholds: 'Thresholds', synthetic: 'Synthetic data: a fictional city, for demonstration only.' },
  selection: { years: '{range}', region: 'region: {name}', department: 'department: {name}', unit: 'unit: {name}', q: 'text with "{name}"', all: 'all regions, departments and units' },
  thresholds: 'cut rate ≥ {cut}, execution rate ≥ {execution}',
  section: { figures: '1. Key figures', standouts: '2. What stands out', trend: '3. Budgets and execution over the years', departments: '4. Departments', cuts: '5. Largest cuts', findings: '6. Self-evaluation quality', definitions: '7. Definitions' },
  chart: { trend: 'Three budgets and two rates', ranking: 'Departments ranked (first {n} by initial budget)', distribution: 'Distribution of scores', heatmap: 'Findings per hundred forms: department × year' },
  cuts_note: '{all} forms were cut by {cut} or more; the {n} largest cuts are listed; ● marks those masked by the execution rate. Amounts in {unit}.', no_cuts: 'No cut reaches the threshold.', departments_note: 'The {n} departments with the largest initial budgets of {all}. Amounts in {unit}.',
  findings_note: '{n} findings in {forms} forms, rule set: {set}.', errors_note: 'The first {n} of {all} wrong sums.', no_standouts: 'Nothing stands out.', spanning: '{n} repeated indicators span departments or years and are not in the picture.', first: 'The {n} departments with most findings per form are drawn.',
  no_findings: 'Nothing was found.', finding: 'Finding', formula: 'Formula',
}
