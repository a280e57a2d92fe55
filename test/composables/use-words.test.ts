import { createSSRApp, h } from 'vue'
import { createI18n } from 'vue-i18n'
import { renderToString } from 'vue/server-renderer'
import { describe, expect, it } from 'vitest'
import { useWords } from '@/composables/use-words.ts'

/** A page of one component that speaks these words. */
function speaking(messages: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const i18n = createI18n({ legacy: false, locale: 'zh', missingWarn: false, fallbackWarn: false, messages: { ...messages } })
  const said = async (speak: (words: ReturnType<typeof useWords>) => string) => {
    const app = createSSRApp({
      setup() {
        const words = useWords()
        return () => h('p', speak(words))
      },
    })
    app.use(i18n)
    return (await renderToString(app)).replace(/<\/?p>/g, '')
  }
  return { i18n, said }
}

describe('the words of the page', () => {
  it('are those of the language, also of words that were asked for before', async () => {
    const { i18n, said } = speaking({ zh: { cut: '调减' }, en: { cut: 'cut' } })
    expect(await said(({ t }) => t('cut'))).toBe('调减')
    i18n.global.locale.value = 'en'
    expect(await said(({ t }) => t('cut'))).toBe('cut')
    i18n.global.locale.value = 'zh'
    expect(await said(({ t }) => t('cut'))).toBe('调减')
  })

  it('are filled in and counted anew each time', async () => {
    const { said } = speaking({ zh: { rows: '{n} 行', forms: '{n} form | {n} forms' } })
    expect(await said(({ t }) => `${t('rows', { n: 1 })} ${t('rows', { n: 2 })}`)).toBe('1 行 2 行')
    expect(await said(({ t }) => `${t('forms', { n: 1 }, 1)}, ${t('forms', { n: 2 }, 2)}`)).toBe('1 form, 2 forms')
  })

  it('that are missing are looked for again', async () => {
    const { i18n, said } = speaking({ zh: {} })
    expect(await said(({ t, te }) => `${t('later')} ${te('later')}`)).toBe('later false')
    i18n.global.setLocaleMessage('zh', { later: '后来' })
    expect(await said(({ t, te }) => `${t('later')} ${te('later')}`)).toBe('后来 true')
  })

  it('are no other page’s words', async () => {
    const [one, other] = [speaking({ zh: { cut: '调减' } }), speaking({ zh: { cut: '削减' } })]
    expect([await one.said(({ t }) => t('cut')), await other.said(({ t }) => t('cut'))]).toEqual(['调减', '削减'])
  })
})
