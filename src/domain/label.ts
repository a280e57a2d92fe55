/** The product's two languages: Chinese first, English complete. */
export type Language = 'zh' | 'en'

/** A text in both languages. */
export interface Label {
  readonly zh: string
  readonly en: string
}
