import { toXlsx } from '@/domain/xlsx-file.ts'
import { CellTooLong, mostCharacters, type XlsxSheet } from '@/domain/xlsx-sheet.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'

/** Sheets as a workbook. Throws DatasetError, in both languages, where a text fits no cell of XLSX. */
export function xlsxOf(sheets: readonly XlsxSheet[]): Uint8Array<ArrayBuffer> {
  try {
    return toXlsx(sheets)
  } catch (error) {
    if (!(error instanceof CellTooLong)) throw error
    const [most, found] = [mostCharacters, error.characters].map((count) => count.toLocaleString('en-US'))
    throw new DatasetError(
      [
        fileProblem(sheets.map(({ name }) => name).join(', '), 'cell-too-long', {
          zh: `XLSX 的单元格最多 ${most} 字，${error.at} 有 ${found} 字；为免丢字，请导出 CSV 或 Parquet`,
          en: `a cell of XLSX takes ${most} characters, ${error.at} has ${found}; export CSV or Parquet, so that none is lost`,
        }),
      ],
      { cause: error },
    )
  }
}
