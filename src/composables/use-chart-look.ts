import { computed, type ComputedRef } from 'vue'
import type { Language } from '@/domain/label.ts'
import { useChoice } from './use-choice.ts'

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

interface Look {
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly paper: string
  readonly bg: string
  readonly line: string
  readonly line2: string
  readonly initial: string
  readonly initialLine: string
  readonly full: string
  readonly exec: string
  readonly accent: string
  readonly warn: string
  readonly ok: string
  readonly font: string
  readonly language: Language
}

/** The tokens of the current theme as charts need them. */
export function useChartLook(): ComputedRef<Look> {
  const { theme, language } = useChoice()
  return computed(() => {
    // The attribute is set here as well as by the shell, so that the tokens read are those of the new theme.
    document.documentElement.dataset['theme'] = theme.value
    return {
      ink: token('--ink'),
      ink2: token('--ink2'),
      ink3: token('--ink3'),
      paper: token('--paper'),
      bg: token('--bg'),
      line: token('--line'),
      line2: token('--line2'),
      initial: token('--initial'),
      initialLine: token('--initial-line'),
      full: token('--full'),
      exec: token('--exec'),
      accent: token('--accent'),
      warn: token('--warn'),
      ok: token('--ok'),
      font: token('--font'),
      language: language.value,
    }
  })
}
