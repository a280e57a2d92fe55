import { createI18n } from 'vue-i18n'
import type { Language } from '@/domain/label.ts'

interface MessageFile {
  readonly zh: Record<string, unknown>
  readonly en: Record<string, unknown>
}

const files = import.meta.glob<MessageFile>('../messages/*.ts', { eager: true })

/** All messages of a language, each file of src/messages under its own name: `t('common.nav.overview')`. */
function messagesOf(language: Language): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.ts$/g, ''), file[language]]))
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh: messagesOf('zh'), en: messagesOf('en') } as never,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})
