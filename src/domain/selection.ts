import type { Language } from './label.ts'

/** Which forms a page is about, and the thresholds of a masked cut (fractions). Null means all. */
export interface Selection {
  readonly from: number | null
  readonly to: number | null
  readonly region: string | null
  readonly department: string | null
  readonly unit: string | null
  readonly q: string | null
  readonly minCut: number
  readonly minExecution: number
}

export type Theme = 'light' | 'dark'

/** Everything a person chose, as the address carries it. */
export interface Choice extends Selection {
  readonly data: string | null
  /** A column, with `-` before it for the largest first. */
  readonly sort: string | null
  readonly lang: Language | null
  readonly theme: Theme | null
}

export const emptySelection: Selection = { from: null, to: null, region: null, department: null, unit: null, q: null, minCut: 0.2, minExecution: 0.95 }
export const emptyChoice: Choice = { ...emptySelection, data: null, sort: null, lang: null, theme: null }

/** The parameters that every page shares; a page's own go by other names. */
export const choiceParameters: readonly string[] = ['data', 'from', 'to', 'region', 'department', 'unit', 'q', 'min_cut', 'min_execution', 'sort', 'lang', 'theme']

/** A parameter of an address that can't be used, and why; the page says so and goes on without it. */
export interface ChoiceProblem {
  readonly parameter: string
  readonly value: string
  readonly code: 'not-a-year' | 'years-backwards' | 'not-a-share' | 'not-an-amount' | 'not-one-of' | 'unknown-value'
}

type Query = Readonly<Record<string, string | null | undefined | readonly (string | null)[]>>

function single(query: Query, name: string): string | null {
  const value = query[name]
  const text = typeof value === 'object' && value !== null ? value[0] : value
  // Half a character is in no name, and no address can carry it on.
  return typeof text === 'string' && text.trim() !== '' ? text.normalize('NFC').replaceAll(/\p{Surrogate}/gu, '\uFFFD') : null
}

/** Reads the parameters of an address: what can be used, and what can't. Never throws. */
export function parseChoice(query: Query): { readonly choice: Choice; readonly problems: readonly ChoiceProblem[] } {
  const problems: ChoiceProblem[] = []
  const reject = (parameter: string, value: string, code: ChoiceProblem['code']) => {
    problems.push({ parameter, value, code })
    return null
  }
  const year = (name: string) => {
    const text = single(query, name)
    if (text === null) return null
    return /^\d{4}$/.test(text) && Number(text) >= 1990 && Number(text) <= 2100 ? Number(text) : reject(name, text, 'not-a-year')
  }
  const share = (name: string, otherwise: number) => {
    const text = single(query, name)
    if (text === null) return otherwise
    return /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text) ? Number(text) : (reject(name, text, 'not-a-share') ?? otherwise)
  }
  const oneOf = <T extends string>(name: string, values: readonly T[]): T | null => {
    const text = single(query, name)
    if (text === null) return null
    return values.find((value) => value === text) ?? reject(name, text, 'not-one-of')
  }
  let [from, to] = [year('from'), year('to')]
  if (from !== null && to !== null && from > to) {
    reject('from', `${from}–${to}`, 'years-backwards')
    from = to = null
  }
  const choice: Choice = {
    from,
    to,
    region: single(query, 'region'),
    department: single(query, 'department'),
    unit: single(query, 'unit'),
    q: single(query, 'q'),
    minCut: share('min_cut', emptySelection.minCut),
    minExecution: share('min_execution', emptySelection.minExecution),
    data: single(query, 'data'),
    sort: single(query, 'sort'),
    lang: oneOf('lang', ['zh', 'en']),
    theme: oneOf('theme', ['light', 'dark']),
  }
  return { choice, problems }
}

/** The parameters of an address for a choice; what is as usual is left out. */
export function toQuery(choice: Choice): Record<string, string> {
  const all: Record<string, string | number | null> = {
    data: choice.data,
    from: choice.from,
    to: choice.to,
    region: choice.region,
    department: choice.department,
    unit: choice.unit,
    q: choice.q,
    min_cut: choice.minCut === emptySelection.minCut ? null : choice.minCut,
    min_execution: choice.minExecution === emptySelection.minExecution ? null : choice.minExecution,
    sort: choice.sort,
    lang: choice.lang,
    theme: choice.theme,
  }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])))
}
