import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Language } from '@/domain/label.ts'
import { emptyChoice, parseChoice, type Choice, type ChoiceProblem, type Theme } from '@/domain/selection.ts'

function remembered<T extends string>(key: string, values: readonly T[]): T | null {
  try {
    return values.find((value) => value === localStorage.getItem(key)) ?? null
  } catch {
    return null
  }
}

type Query = Parameters<typeof parseChoice>[0]

/** What the person chose. The address is the truth: only the router's hook calls `read`. */
export const useChoiceStore = defineStore('choice', () => {
  const choice = shallowRef<Choice>(emptyChoice)
  const problems = shallowRef<readonly ChoiceProblem[]>([])
  const spoken = ({ lang }: Choice): Language => lang ?? remembered('jilan.lang', ['zh', 'en']) ?? 'zh'
  const language = computed(() => spoken(choice.value))
  const theme = computed<Theme>(() => choice.value.theme ?? remembered('jilan.theme', ['light', 'dark']) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'))

  function read(query: Query): void {
    const parsed = parseChoice(query)
    if (JSON.stringify(parsed.choice) !== JSON.stringify(choice.value)) choice.value = parsed.choice
    problems.value = parsed.problems
    try {
      if (parsed.choice.lang) localStorage.setItem('jilan.lang', parsed.choice.lang)
      if (parsed.choice.theme) localStorage.setItem('jilan.theme', parsed.choice.theme)
    } catch {
      // A browser that keeps nothing still shows what the address says.
    }
  }

  /** The language of an address that the page goes to. */
  const languageOf = (query: Query): Language => spoken(parseChoice(query).choice)

  return { choice, problems, language, theme, languageOf, read }
})
