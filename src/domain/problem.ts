import type { Language } from './label.ts'

/** Where in a file a problem was met; only what is known is given. Counts start at 1. */
export interface Place {
  readonly sheet?: string
  readonly page?: number
  readonly line?: number
  readonly row?: number
}

/** Something wrong with an input: a value, not an exception. `text` is what stood there, `expected` what should. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly file: string
  readonly place: Place
  readonly column?: string
  readonly text?: string
  readonly expected?: string
  readonly message: Readonly<Record<Language, string>>
}

/** A place as people say it: "第 2 页 第 14 行", "page 2, line 14". Empty where nothing is known. */
export function placeText(place: Place, language: Language): string {
  const parts =
    language === 'zh'
      ? [place.sheet && `工作表“${place.sheet}”`, place.page && `第 ${place.page} 页`, place.line && `第 ${place.line} 行`, place.row && `数据第 ${place.row} 行`]
      : [place.sheet && `sheet "${place.sheet}"`, place.page && `page ${place.page}`, place.line && `line ${place.line}`, place.row && `row ${place.row}`]
  return parts.filter(Boolean).join(language === 'zh' ? ' ' : ', ')
}
