import { computed } from 'vue'
import type { Language } from '@/domain/label.ts'
import { formatMillion, formatMoney, formatThousand, formatWan, formatYi, formatYuan, type MoneyParts } from '@/domain/money.ts'
import { formatNumber, formatShare } from '@/domain/number-text.ts'
import { useChoice } from './use-choice.ts'
import { useWords } from './use-words.ts'

/** The scale that a whole column or chart of amounts is shown in: 亿元, 万元 or 元; in English millions, thousands or yuan. */
export type MoneyScale = 'yi' | 'wan' | 'yuan'

const scalers: Readonly<Record<Language, Readonly<Record<MoneyScale, (value: string) => string>>>> = {
  zh: { yi: (value) => formatYi(value, 2), wan: (value) => formatWan(value, 2), yuan: formatYuan },
  en: { yi: (value) => formatMillion(value, 2), wan: (value) => formatThousand(value, 2), yuan: formatYuan },
}

/** The scale that suits the largest of some amounts (exact strings in yuan). */
export function scaleFor(amounts: readonly (string | null)[]): MoneyScale {
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(Number(amount ?? 0))), 0)
  return largest >= 1e9 ? 'yi' : largest >= 1e5 ? 'wan' : 'yuan'
}

/** Figures as people read them, in the page's language. Absent is an empty string. */
export function useFormat() {
  const { t } = useWords()
  const { language } = useChoice()
  // Said of hundreds of cells at each choice: looked up once a language.
  const words = computed(() => ({ absent: t('common.absent'), yuan: t('common.unit.yuan') }))
  const money = (value: string | null): MoneyParts => (value === null ? { number: '', unit: '' } : formatMoney(value, language.value))
  return {
    language,
    money,
    moneyText: (value: string | null): string => {
      const { number, unit } = money(value)
      return language.value === 'zh' && unit ? `${number} ${unit}` : [number, unit].filter(Boolean).join(' ')
    },
    exactMoney: (value: string | null): string => (value === null ? words.value.absent : `${formatYuan(value)} ${words.value.yuan}`),
    scaled: (value: string | null, scale: MoneyScale): string => (value === null ? '' : scalers[language.value][scale](value)),
    scaleUnit: (scale: MoneyScale): string => t(`common.unit.${scale}`),
    share: (value: number | null, decimals = 1): string => (value === null ? '' : formatShare(value, decimals)),
    number: (value: number | null, decimals = 0): string => (value === null ? '' : formatNumber(value, decimals)),
  }
}
