export const zh = {
  title: '自评质量',
  sentence: '{range} 年 {forms} 份自评表中，{errors}，{warnings}，{hints}。',
  errors: '{n} 处算错', warnings: '{n} 处与评分规则不符', hints: '{n} 处值得再看', no_errors: '没有算错', no_warnings: '没有与评分规则不符之处', no_hints: '没有可疑之处',
  rule_set: '规则集', edit_rules: '看与改规则集',
  figure: {
    finding_count: '问题', error_count: '错误', warning_count: '警告', hint_count: '提示', per_hundred: '每百份', seen_count: '已看',
    finding_count_hint: '开启的规则在所选自评表中找到的问题数。每条规则一条 SQL，重复指标每种文字一处，得分雷同每个部门每年一处，其余每行一处。', error_count_hint: '算术上不成立：合计、执行率、超出分值等', warning_count_hint: '与评分规则不符：重算得分、达标仍扣分、理由空泛等', hint_count_hint: '值得再看的规律：重复、照抄、恰好达标、目标倒退等', per_hundred_hint: '问题数 ÷ 自评表份数 × 100', seen_count_hint: '在这个浏览器里标为已看的问题数',
  },
  rules: { title: '按规则', note: '点击看明细 · 每条规则可看 SQL、可停用', rule: '规则', severity: '级别', count: '数量', on: '启用', switch: '启用规则“{name}”', off: '已停用', counting: '正在计数…' },
  map: { title: '部门 × 年度', note: '每百份自评表的问题数 · 点击只看该部门该年', first: '问题最密的 {n} 个部门', measure: '每百份的问题数', count: '问题数', definition: '开启的规则（选了一条规则时为该规则）在部门当年找到的问题数 ÷ 该部门当年自评表份数 × 100。跨部门或跨年度的重复指标不计入。', spanning: '另有 {n} 处重复指标跨部门或跨年度，不在图中。' },
  findings: {
    title: '全部问题', note: '{n} 条 · 点击看表中所在的行', definition: '当前筛选和启用规则下的全部问题，按规则、年度、部门、项目排列。', empty: '没有找到问题。', failed: '问题没能取出来',
    export: '导出底稿', filter_rule: '规则'
  },
  column: { rule: '规则', severity: '级别', indicator: '三级指标', message: '问题', figures: '数据', reported: '自评', recomputed: '按规则', status: '状态', note: '备注', form_id: '表编号', project_id: '项目编号', seq: '行', seen_at: '标记时间', key: '问题编号', page: '位置' },
  status: { open: '未处理', seen: '已看', mark: '标为已看', unmark: '撤销已看', note: '备注', note_hint: '写给自己或同事：核实了什么、怎么处理', save: '保存', kept_not: '浏览器不保存数据，关闭页面后会丢失。', kept: '只保存在这个浏览器里，随底稿导出。' },
  set: {
    title: '规则集', using: '使用', copy: '复制一份来改', export: '导出文件', import: '导入文件', save: '保存并使用', remove: '删除', shipped: '随产品提供，不能改；复制一份再改。', own: '自己的规则集，只保存在这个浏览器里；导出文件给同事。', text: '规则集（JSON）', checked: '可用', wrong: '{n} 处不能用', place: '{path}：{message}', whole: '整个文件', kept_not: '浏览器不保存数据，关闭页面后会丢失。', bad_file: '文件“{name}”不能用：',
    facts: { weights: '分值', execution: '预算执行得分', upper: '“≤”指标未达标', qualitative: '定性指标', rating: '等级', owed: '应说明原因', masked: '被遮住的调减', repeated: '重复指标', boilerplate: '套话' },
    fact: {
      weights: '预算执行 {execution}，{parts}，合计 {total}', proportional: '执行率 × 分值，满分为止', stepped: '分档：{steps}', step: '≥ {from} 得 {share}', 'linear-to-twice': '超出部分按比例扣，到两倍扣完', ratio: '目标 ÷ 实际 × 分值', qualitative: '达成 {achieved}，部分达成 {partly}，未达成 {not}', rating: '优 ≥ {excellent}，良 ≥ {good}，中 ≥ {fair}，以下为差', owed: '执行率 < {execution}；年内调整 ≥ {change}；实际 ≥ 目标的 {overshoot}', masked: '调减率 ≥ {cut} 且执行率 ≥ {execution}', repeated: '同部门同年 ≥ {projects} 个项目，或 ≥ {departments} 个部门',
      dimension: { output: '产出', benefit: '效益', satisfaction: '满意度' },
    },
    problem: {
      shipped: '这个编号属于随产品提供的规则集，请换一个', 'weights do not add up to the total': '各项分值加起来不等于总分', 'from is above to': '下限高于上限', 'steps go from the highest rate to the lowest': '各档要从高到低排列', 'ratings go down': '优、良、中的分数线要依次降低', 'at most six decimals': '最多六位小数', 'at most two decimals': '最多两位小数',
    },
  },
  notes: { title: '批注 · {n} 条', none: '没有批注：启用的规则没有在这份表里找到问题。', rule_set: '规则集：{name}', others: '同类 {n} 处', others_link: '看同类', more: '另有 {n} 处', show: '批注 {n} 条', recomputed: '按规则重算', recomputed_note: '规则集“{name}”给出的得分；定性指标为区间', counting: '正在核对…', failed: '批注没能取出来：{message}', by_rule: '按规则', years: '其他年度另有 {n} 条' },
}
export const en: typeof zh = {
  title: 'Self-evaluation quality',
  sentence: 'In {forms} forms of {range}: {errors}, {warnings}, {hints}.',
  errors: '{n} wrong sums', warnings: '{n} places that break a rule of scoring', hints: '{n} that deserve a second look', no_errors: 'no wrong sums', no_warnings: 'nothing that breaks a rule of scoring', no_hints: 'nothing suspicious',
  rule_set: 'Rule set', edit_rules: 'See and change rule sets',
  figure: {
    finding_count: 'Findings', error_count: 'Errors', warning_count: 'Warnings', hint_count: 'Hints', per_hundred: 'Per 100 forms', seen_count: 'Seen',
    finding_count_hint: 'What the rules that are on find in the selected forms. A statement a rule; a repeated text is one finding, equal scores one by department and year, all others one a row.', error_count_hint: 'Arithmetic that does not hold: sums, execution rate, scores above their weight', warning_count_hint: 'A rule of scoring is broken: recomputed scores, met yet deducted, no explanation', hint_count_hint: 'Patterns worth a look: repeated, copied, hit exactly, targets going back', per_hundred_hint: 'Findings ÷ forms × 100', seen_count_hint: 'Findings marked as seen in this browser',
  },
  rules: { title: 'By rule', note: 'Click to see them · every rule shows its SQL and can be switched off', rule: 'Rule', severity: 'Severity', count: 'Findings', on: 'On', switch: 'Rule "{name}" on', off: 'Switched off', counting: 'Counting…' },
  map: { title: 'Department × year', note: 'Findings per hundred forms · click for one department and year', first: 'The {n} departments with most findings', measure: 'Findings per hundred forms', count: 'Findings', definition: 'Findings of the rules that are on (of the one rule chosen) in a department and year ÷ its forms of that year × 100. Repeated indicators that span departments or years are not counted here.', spanning: '{n} repeated indicators span departments or years and are not in the picture.' },
  findings: {
    title: 'All findings', note: '{n} findings · click to see the row', definition: 'All findings under the current filters and the rules that are on, by rule, year, department and project.', empty: 'Nothing was found.', failed: 'The findings could not be read',
    export: 'Export worksheet', filter_rule: 'Rule'
  },
  column: { rule: 'Rule', severity: 'Severity', indicator: 'Indicator', message: 'Finding', figures: 'Figures', reported: 'Own', recomputed: "By the rule", status: 'Status', note: 'Note', form_id: 'Form id', project_id: 'Project id', seq: 'Row', seen_at: 'Marked at', key: 'Finding id', page: 'Where' },
  status: { open: 'Open', seen: 'Seen', mark: 'Mark as seen', unmark: 'Not seen after all', note: 'Note', note_hint: 'For yourself or a colleague: what was checked, what follows', save: 'Save', kept_not: 'The browser keeps nothing; this is lost when the page is closed.', kept: 'Kept in this browser alone; the exported worksheet carries it.' },
  set: {
    title: 'Rule sets', using: 'Use', copy: 'Copy to change', export: 'Export file', import: 'Import file', save: 'Save and use', remove: 'Delete', shipped: 'Comes with the product and cannot be changed; copy it first.', own: 'A rule set of your own, kept in this browser alone; export the file to hand it on.', text: 'Rule set (JSON)', checked: 'Can be used', wrong: 'no problems | {n} problem | {n} problems', place: '{path}: {message}', whole: 'the file', kept_not: 'The browser keeps nothing; this is lost when the page is closed.', bad_file: 'The file "{name}" cannot be used:',
    facts: { weights: 'Weights', execution: 'Execution score', upper: 'A missed "≤" target', qualitative: 'Qualitative', rating: 'Rating', owed: 'Explanation owed', masked: 'Masked cut', repeated: 'Repeated indicator', boilerplate: 'Set phrases' },
    fact: {
      weights: 'execution {execution}, {parts}, {total} together', proportional: 'rate × weight, up to the weight', stepped: 'stepped: {steps}', step: '≥ {from} gives {share}', 'linear-to-twice': 'loses in proportion, all at twice the target', ratio: 'target ÷ actual × weight', qualitative: 'achieved {achieved}, partly {partly}, not {not}', rating: '优 from {excellent}, 良 from {good}, 中 from {fair}, 差 below', owed: 'execution rate < {execution}; a change of {change} or more; actual from {overshoot} of the target', masked: 'cut rate ≥ {cut} and execution rate ≥ {execution}', repeated: '{projects} projects of a department and year, or {departments} departments',
      dimension: { output: 'output', benefit: 'benefit', satisfaction: 'satisfaction' },
    },
    problem: {
      shipped: 'this id belongs to a rule set of the product; choose another', 'weights do not add up to the total': 'the weights do not add up to the total', 'from is above to': 'from is above to', 'steps go from the highest rate to the lowest': 'steps go from the highest rate to the lowest', 'ratings go down': 'ratings must go down from excellent to fair', 'at most six decimals': 'at most six decimals', 'at most two decimals': 'at most two decimals',
    },
  },
  notes: { title: 'Notes · {n}', none: 'No notes: the rules that are on found nothing in this form.', rule_set: 'Rule set: {name}', others: '{n} like it', others_link: 'See others', more: '{n} more', show: 'no notes | {n} note | {n} notes', recomputed: 'Recomputed scores', recomputed_note: 'What the rule set "{name}" gives; a band for qualitative indicators', counting: 'Checking…', failed: 'The notes could not be read: {message}', by_rule: 'By the rule', years: '{n} more in other years' },
}
