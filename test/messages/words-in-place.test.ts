import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { nameOrder } from '@/domain/name-order.ts'

const src = fileURLToPath(new URL('../../src', import.meta.url))
/** What a person sees is made here; elsewhere Chinese is data, labels in both languages, or what imports look for. */
const shown = ['components', 'views', 'composables', 'charts', 'stores', 'offline', 'main.ts', 'data-worker.ts', 'service-worker.ts']

/** Lines with Chinese that have no English beside them, comments apart. */
function chineseAlone(text: string): readonly string[] {
  const code = text.replace(/\/\*[^]*?\*\/|<!--[^]*?-->|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ''))
  return code.split('\n').filter((line) => /[\p{Script=Han}，：；。（）、\u3000]/u.test(line) && !/language(?:\.value)? === 'zh'|\bzh \?|\bzh: /.test(line))
}

it('finds Chinese that stands alone', () => {
  expect(chineseAlone("// 注\nt('x') + '：'\n/* 年 */ const a = { zh: '年', en: 'year' }\nlanguage === 'zh' ? '，' : ', '\n<p>总览</p>")).toEqual(["t('x') + '：'", '<p>总览</p>'])
})

it('no page, panel or chart has Chinese words of its own: they are in src/messages, or in pairs with the English', () => {
  const names = shown.flatMap((name) => (/[.]ts$/.test(name) ? [name] : readdirSync(join(src, name), { recursive: true, encoding: 'utf8' }).map((each) => `${name}/${each}`))).filter((name) => /\.(?:ts|vue)$/.test(name))
  expect(names.length).toBeGreaterThan(100)
  // A table of units by language, its lines apart.
  const alone = names.filter((name) => name !== 'charts/parts/amount-label.ts').flatMap((name) => chineseAlone(readFileSync(join(src, name), 'utf8')).map((line) => `${name}: ${line.trim()}`))
  expect(alone).toEqual([])
})

it('Chinese names stand by pinyin, figures in them as figures', () => {
  expect(['卫生健康委', '教育局', '水务局', '财政局', '第10中学', '第2中学', '公安局', 'B 局', 'a 局'].toSorted(nameOrder.compare)).toEqual(['财政局', '第2中学', '第10中学', '公安局', '教育局', '水务局', '卫生健康委', 'a 局', 'B 局'])
})
