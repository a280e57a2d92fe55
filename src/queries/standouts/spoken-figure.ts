import type { Label } from '@/domain/label.ts'
import { formatMoney } from '@/domain/money.ts'
import { formatNumber, formatShare } from '@/domain/number-text.ts'
import type { SpokenFigure } from './standout.ts'

function same(text: string): Label {
  return { zh: text, en: text }
}

/** Text as it stands. */
export function name(text: string): SpokenFigure {
  return { text: same(text) }
}

/** Exact yuan in the unit that suits its size. */
export function money(value: string): SpokenFigure {
  const [zh, en] = [formatMoney(value, 'zh'), formatMoney(value, 'en')]
  return { text: { zh: `${zh.number} ${zh.unit}`, en: `${en.number}${en.unit}` } }
}

/** A fraction as a percentage with one decimal. */
export function share(value: number): SpokenFigure {
  return { text: same(formatShare(value)) }
}

/** A count or points. */
export function number(value: number, decimals = 0): SpokenFigure {
  return { text: same(formatNumber(value, decimals)) }
}

/** The figure in the warning colour where a condition holds. */
export function warnIf(holds: boolean, figure: SpokenFigure): SpokenFigure {
  return { ...figure, warn: holds }
}
