import { computed, shallowRef, type ComputedRef } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Language } from '@/domain/label.ts'

/** The page's words. A language's come when it is first asked for. */
export const i18n = createI18n({ legacy: false, locale: 'zh', missingWarn: import.meta.env.DEV, fallbackWarn: import.meta.env.DEV, messages: {} })

async function messageFiles(language: Language): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> {
  const { files } = language === 'zh' ? await import('./messages/zh.ts') : await import('./messages/en.ts')
  return files
}

let wanted: Language | null = null
const coming = shallowRef(0)

/** Whether a language's words are on their way: until then the page is that of the address before. Reactive. */
export const isLanguageComing: ComputedRef<boolean> = computed(() => coming.value > 0)

async function learn(language: Language): Promise<void> {
  coming.value += 1
  try {
    const files = await messageFiles(language)
    const messages = Object.fromEntries(Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.ts(\?.*)?$/g, ''), file]))
    i18n.global.setLocaleMessage(language, messages as never)
  } finally {
    coming.value -= 1
  }
}

/** Speaks a language from now on, each file of src/messages under its own name: `t('common.nav.overview')`. The last call wins. */
export async function speak(language: Language): Promise<void> {
  wanted = language
  if (!i18n.global.availableLocales.includes(language)) await learn(language)
  if (wanted === language) i18n.global.locale.value = language
}
