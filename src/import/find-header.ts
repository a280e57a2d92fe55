import type { MoneyUnit } from '../domain/money.ts'
import { headerSignature, matchHeader, type HeaderMapping, type HeaderMatch } from './header-match.ts'
import type { Sheet } from './sheet.ts'

export interface FoundHeader {
  readonly match: HeaderMatch
  /** Index into the sheet's rows. */
  readonly at: number
  /** Unit of money said above the header ("单位：万元"). */
  readonly moneyUnit: MoneyUnit | null
}

const deepest = 15

function unitAbove(sheet: Sheet, at: number): MoneyUnit | null {
  const text = sheet.rows.slice(0, at).map((row) => row.cells.join('')).join('').normalize('NFKC').replace(/\s+/g, '')
  const unit = /单位[:：]?\(?(?:人民币)?(万元|元)/.exec(text)?.[1]
  return unit === undefined ? null : unit === '万元' ? 'wan' : 'yuan'
}

/** The row of headers: a title or a note may stand above it. Null where no row names two columns or more, and nobody mapped one. */
export function findHeader(sheet: Sheet, mappingOf: (signature: string) => HeaderMapping | null): FoundHeader | null {
  let best: FoundHeader | null = null
  for (let at = 0; at < Math.min(sheet.rows.length, deepest); at += 1) {
    const headers = sheet.rows[at]?.cells ?? []
    const mapping = mappingOf(headerSignature(headers))
    const match = matchHeader(headers, mapping)
    if (mapping) return { match, at, moneyUnit: unitAbove(sheet, at) }
    const better = match.columns.length >= 2 && (!best || match.columns.length > best.match.columns.length)
    if (better) best = { match, at, moneyUnit: unitAbove(sheet, at) }
  }
  return best
}
