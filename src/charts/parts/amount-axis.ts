import type { Language } from '@/domain/label.ts'
import { formatYuan } from '@/domain/money.ts'
import { formatShare } from '@/domain/number-text.ts'

/** The unit that an axis of amounts is drawn in: a name and how many yuan it is. */
export interface AmountUnit {
  readonly name: string
  readonly yuan: number
}

/** The unit that suits the largest of some amounts in yuan. */
export function amountUnit(amounts: readonly (string | null)[], language: Language): AmountUnit {
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(Number(amount ?? 0))), 0)
  if (largest >= 2e8) return language === 'zh' ? { name: '亿元', yuan: 1e8 } : { name: 'million yuan', yuan: 1e6 }
  if (largest >= 2e4) return language === 'zh' ? { name: '万元', yuan: 1e4 } : { name: 'thousand yuan', yuan: 1e3 }
  return { name: language === 'zh' ? '元' : 'yuan', yuan: 1 }
}

/** An exact amount as a height to draw; absent stays a gap. */
export function inUnit(amount: string | null, unit: AmountUnit): number | null {
  return amount === null ? null : Number(amount) / unit.yuan
}

/** An exact amount for a tooltip. */
export function yuanText(amount: string | null, language: Language): string {
  return amount === null ? '—' : `${formatYuan(amount)} ${language === 'zh' ? '元' : 'yuan'}`
}

/** A share for a tooltip. */
export function shareText(share: number | null): string {
  return share === null ? '—' : formatShare(share, 2)
}
