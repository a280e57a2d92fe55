import type { Language } from '@/domain/label.ts'

/** Colours of the current theme, from the same tokens as the page, and the language of axis names. */
export interface ChartLook {
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
