import { isAbsent } from '../domain/money.ts'

/** How often import changed the writing of a value, not the value. */
export interface NormalisedCounts {
  readonly wanToYuan: number
  readonly fullWidth: number
  readonly absentMarks: number
}

export const nothingNormalised: NormalisedCounts = { wanToYuan: 0, fullWidth: 0, absentMarks: 0 }

export function addNormalised(left: NormalisedCounts, right: NormalisedCounts): NormalisedCounts {
  return { wanToYuan: left.wanToYuan + right.wanToYuan, fullWidth: left.fullWidth + right.fullWidth, absentMarks: left.absentMarks + right.absentMarks }
}

/** What reading one cell normalised. `figure` tells that half-width digits were wanted, `wan` that 万元 became 元. */
export function countCell(text: string, cell: { readonly figure: boolean; readonly wan: boolean }): NormalisedCounts {
  const absent = isAbsent(text)
  return {
    wanToYuan: cell.wan && !absent ? 1 : 0,
    fullWidth: cell.figure && !absent && /[\uFF01-\uFF5E]/.test(text) ? 1 : 0,
    absentMarks: absent && text.trim() !== '' ? 1 : 0,
  }
}
