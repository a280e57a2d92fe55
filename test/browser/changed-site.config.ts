import { mergeConfig } from 'vite'
import site from '../../vite.config.ts'

const everyBundle = { rolldownOptions: { output: { intro: 'globalThis.laterVersion = true' } } }

/** The site as a later build would be: another name in Chinese, and not one bundle of the same name. */
export default mergeConfig(site, {
  build: everyBundle,
  worker: everyBundle,
  plugins: [{ name: 'test:changed', enforce: 'pre', transform: (code: string, id: string) => (/[/]src[/]messages[/]common[.]ts([?]|$)/.test(id) ? code.replace("product: '绩览'", "product: '新版绩览'") : null) }],
})
