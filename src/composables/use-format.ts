import { useI18n } from 'vue-i18n'
import { formatMoney, formatWan, formatYi, formatYuan, type MoneyParts } from '@/domain/money.ts'
import { formatNumber, formatShare } from '@/domain/number-text.ts'
import { useChoice } from './use-choice.ts'

/** The scale that a whole column or chart of amounts is shown in. */
export type MoneyScale = 'yi' | 'wan' | 'yuan'

/** The scale that suits the largest of some amounts (exact strings in yuan). */
export function scaleFor(amounts: readonly (string | null)[]): MoneyScale {
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(Number(amount ?? 0))), 0)
  return largest >= 1e9 ? 'yi' : largest >= 1e5 ? 'wan' : 'yuan'
}

/** Figures as people read them, in the page's language. Absent is an empty string. */
export function useFormat() {
  const { t } = useI18n()
  const { language } = useChoice()
  const money = (value: string | null): MoneyParts => (value === null ? { number: '', unit: '' } : formatMoney(value, language.value))
  return {
    language,
    money,
    moneyText: (value: string | null): string => {
      const { number, unit } = money(value)
      return language.value === 'zh' && unit ? `${number} ${unit}` : [number, unit].filter(Boolean).join(' ')
    },
    exactMoney: (value: string | null): string => (value === null ? t('common.absent') : `${formatYuan(value)} ${t('common.unit.yuan')}`),
    scaled: (value: string | null, scale: MoneyScale): string => (value === null ? '' : scale === 'yi' ? formatYi(value, 2) : scale === 'wan' ? formatWan(value, 2) : formatYuan(value)),
    scaleUnit: (scale: MoneyScale): string => t(`common.unit.${scale}`),
    share: (value: number | null, decimals = 1): string => (value === null ? '' : formatShare(value, decimals)),
    number: (value: number | null, decimals = 0): string => (value === null ? '' : formatNumber(value, decimals)),
  }
}
