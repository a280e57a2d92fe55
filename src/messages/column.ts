export const zh = {
  year: '年度', department: '部门', project: '项目', unit: '单位', region: '地区', years: '年度', level1: '一级指标', level2: '二级指标', level3: '三级指标',
  budgets: '年初 → 全年 → 执行', initial_budget: '年初预算', full_year_budget: '全年预算', executed: '执行数', cut: '年内调减', cut_rate: '调减率', execution_rate: '执行率', execution_of_initial: '占年初',
  average_score: '平均得分', weighted_score: '加权得分', total_score: '自评得分', project_count: '项目数', form_count: '自评表', masked_cut_count: '被遮住的调减', department_count: '部门数', indicator_count: '次数', score_rate: '得分率', attained_share: '达标率',
  indicator_weight: '分值', indicator_score: '得分', weight: '分值', score: '得分', target: '年度指标值', actual: '实际完成值', deviation_reason: '偏差原因分析及改进措施', attained: '达标', source: '资金来源', score_value: '得分', forms: '份数', rating: '等级', of_year: '{name}（{unit}）',
}
export const en: typeof zh = {
  year: 'Year', department: 'Department', project: 'Project', unit: 'Unit', region: 'Region', years: 'Years', level1: 'Level 1', level2: 'Level 2', level3: 'Indicator',
  budgets: 'Initial → full-year → executed', initial_budget: 'Initial', full_year_budget: 'Full-year', executed: 'Executed', cut: 'Cut', cut_rate: 'Cut rate', execution_rate: 'Execution rate', execution_of_initial: 'Of initial',
  average_score: 'Mean score', weighted_score: 'Weighted score', total_score: 'Score', project_count: 'Projects', form_count: 'Forms', masked_cut_count: 'Masked cuts', department_count: 'Departments', indicator_count: 'Times', score_rate: 'Score rate', attained_share: 'Attained',
  indicator_weight: 'Weight', indicator_score: 'Score', weight: 'Weight', score: 'Score', target: 'Target', actual: 'Actual', deviation_reason: 'Reason for deviation and measures', attained: 'Attained', source: 'Fund source', score_value: 'Score', forms: 'Forms', rating: 'Rating', of_year: '{name} ({unit})',
}
