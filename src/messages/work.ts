export const zh = {
  working: '正在处理…',
  busy: '另一个标签页正在写入，等它写完后继续…',
  rows: '正在写入 {done} / {all} 行',
  reading: '正在读取 {done} / {all} 行',
  files: '正在写出 {done} / {all} 个文件',
  writing: '正在写入…',
  stop: '停止',
}
export const en: typeof zh = {
  working: 'Working…',
  busy: 'Another tab is writing; this one goes on when it has finished…',
  rows: 'Writing {done} / {all} rows',
  reading: 'Reading {done} / {all} rows',
  files: 'Writing {done} / {all} files',
  writing: 'Writing…',
  stop: 'Stop',
}
