import type { Language } from './label.ts'
import { measures, type MeasureName } from './measures.ts'
import { formatShortShare } from './number-text.ts'
import { tables } from './tables.ts'

const words = {
  zh: { sum: 'Σ', distinct: (name: string) => `不同${name}的个数`, forms: '自评表份数', indicators: '指标条数', masked: (cut: string, execution: string) => `调减率 ≥ ${cut} 且执行率 ≥ ${execution} 的自评表份数`, given: (name: string) => `填了${name}的份数`, holds: (name: string) => `${name}为是的条数 ÷ 填了${name}的条数` },
  en: { sum: 'Σ', distinct: (name: string) => `number of different values of ${name}`, forms: 'number of forms', indicators: 'number of indicators', masked: (cut: string, execution: string) => `number of forms with a cut rate ≥ ${cut} and an execution rate ≥ ${execution}`, given: (name: string) => `number of forms with ${name}`, holds: (name: string) => `number where ${name} is true ÷ number with ${name}` },
} as const

export function isMeasure(name: string): name is MeasureName {
  return Object.hasOwn(measures, name)
}

/** A measure as a formula over the forms' columns, in words: "Σ 执行数 ÷ Σ 全年预算数". */
export function toFormula(name: MeasureName, { language, minCut, minExecution }: { readonly language: Language; readonly minCut: number; readonly minExecution: number }): string {
  const text = words[language]
  const { fact, form } = measures[name]
  const label = (column: string) => tables[fact].columns.find((each) => each.name === column)?.label[language] ?? column
  const other = (of: MeasureName) => toFormula(of, { language, minCut, minExecution })
  switch (form.kind) {
    case 'sum':
      return form.minus ? `${text.sum} (${label(form.plus)} − ${label(form.minus)})` : `${text.sum} ${label(form.plus)}`
    case 'sum-of':
      return `${text.sum} ${label(form.column)}`
    case 'distinct':
      return text.distinct(label(form.column))
    case 'rows':
      return fact === 'indicator' ? text.indicators : text.forms
    case 'masked-cuts':
      return text.masked(formatShortShare(minCut), formatShortShare(minExecution))
    case 'mean':
      return form.weight ? `${text.sum} (${label(form.column)} × ${label(form.weight)}) ÷ ${text.sum} ${label(form.weight)}` : `${text.sum} ${label(form.column)} ÷ ${text.given(label(form.column))}`
    case 'share':
      return text.holds(label(form.column))
    case 'ratio':
      return `${other(form.of)} ÷ ${other(form.over)}`
  }
}
