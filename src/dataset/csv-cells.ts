import Papa from 'papaparse'
import { undefused } from '@/domain/csv-text.ts'
import type { TableSource } from '@/engine/engine.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'

/** The cells of a dataset's CSV file: UTF-8, a header, comma-separated; an empty cell is absent. Throws DatasetError. */
export function csvCells(file: string, bytes: Uint8Array<ArrayBuffer>): TableSource {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new DatasetError([fileProblem(file, 'not-utf-8', { zh: '数据集中的 CSV 应为 UTF-8 编码', en: 'the CSV of a dataset should be UTF-8' })])
  }
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' })
  const [columns, ...rows] = data
  if (!columns) throw new DatasetError([fileProblem(file, 'empty', { zh: '文件是空的', en: 'the file is empty' })])
  const uneven = rows.findIndex((row) => row.length !== columns.length)
  if (uneven >= 0) {
    const found = rows[uneven]?.length ?? 0
    throw new DatasetError([
      { severity: 'error', code: 'uneven-row', file, place: { row: uneven + 1 }, message: { zh: `应有 ${columns.length} 格，实有 ${found} 格`, en: `${columns.length} cells expected, ${found} found` } },
    ])
  }
  // A BOM marks a CSV written for spreadsheets, whose formulas in text were defused.
  const clean = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? undefused : (cell: string) => cell
  return { kind: 'text', columns, rows: rows.map((row) => row.map((cell) => (cell === '' ? null : clean(cell)))) }
}
