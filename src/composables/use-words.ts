import { useI18n, type Composer } from 'vue-i18n'

/** The words of each language that were asked for, by the composer that speaks it. */
const spoken = new WeakMap<object, Map<string, Map<string, string>>>()

function wordsOf(composer: object, language: string): Map<string, string> {
  const languages = spoken.get(composer) ?? new Map<string, Map<string, string>>()
  spoken.set(composer, languages)
  const words = languages.get(language) ?? new Map<string, string>()
  languages.set(language, words)
  return words
}

/** Words with nothing to fill in are looked up once a language: a lookup is dear, and a page has hundreds each time it is drawn. */
function remembering(composer: Composer): (key: string, values?: Readonly<Record<string, unknown>>, count?: number) => string {
  return (key, values, count) => {
    if (values) return count === undefined ? composer.t(key, values) : composer.t(key, values, count)
    const words = wordsOf(composer, composer.locale.value)
    const known = words.get(key)
    if (known !== undefined) return known
    const found = composer.t(key)
    // What is not there yet may come with its language.
    if (found !== key) words.set(key, found)
    return found
  }
}

/** The page's words in its language, reactive: `t('common.nav.overview', { n: 2 }, 2)` with what fills it in and what chooses its number; `te` says whether there is such a word. */
export function useWords() {
  const composer: Composer = useI18n()
  return { t: remembering(composer), te: composer.te, locale: composer.locale }
}
