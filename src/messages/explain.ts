export const zh = {
  formula: '公式', rows: '背后的行', rows_note: '共 {all} 行，列出前 {n} 行', rows_all: '共 {n} 行', open_rows: '在 SQL 工作台打开这些行', loading: '正在取行…', failed: '没能取出背后的行', none: '没有行。',
}
export const en: typeof zh = {
  formula: 'Formula', rows: 'Rows behind it', rows_note: '{all} rows, the first {n} listed', rows_all: '{n} rows', open_rows: 'Open these rows in the SQL workbench', loading: 'Reading the rows…', failed: 'The rows could not be read', none: 'No rows.',
}
