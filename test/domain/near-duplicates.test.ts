import { expect, test } from 'vitest'
import { nearDuplicates, toComparedText } from '@/domain/near-duplicates.ts'

const grouped = (texts: Readonly<Record<string, number>>) => nearDuplicates(Object.entries(texts).map(([text, count]) => ({ text, count }))).map(({ text, count, members }) => [text, count, members.map((member) => member.text)])

test('digits, full-width forms, spaces and punctuation do not count', () => {
  expect(toComparedText('２小时内，应急 响应！')).toBe('#小时内应急响应')
  expect(grouped({ '2小时内应急响应': 3, '４小时内应急响应。': 2, '现场维护次数': 9 })).toEqual([['2小时内应急响应', 5, ['2小时内应急响应', '４小时内应急响应。']]])
})

test('a few characters, or the same parts in another order', () => {
  expect(grouped({ '保障系统24小时运行正常': 2, '保障系统24小时正常运行': 3, '保障各系统24小时正常运行': 1 })).toEqual([['保障系统24小时正常运行', 6, ['保障系统24小时正常运行', '保障系统24小时运行正常', '保障各系统24小时正常运行']]])
})

test('short texts and unlike texts stay apart', () => {
  expect(grouped({ 社会效益: 5, 经济效益: 4, 受益群体满意度: 3, 项目实施满意度: 2 })).toEqual([])
  expect(grouped({ 第一期: 2, 第二期: 1 })).toEqual([['第一期', 3, ['第一期', '第二期']]])
})

test('a chain of small steps does not tie its ends together', () => {
  const texts = { 'aaaaaaaaaa': 3, 'aaaaaaaabb': 2, 'aaaaaabbbb': 1 }
  expect(grouped(texts)).toEqual([['aaaaaaaaaa', 5, ['aaaaaaaaaa', 'aaaaaaaabb']]])
})

test('nothing in, nothing out; marks alone are no text', () => {
  expect(grouped({})).toEqual([])
  expect(grouped({ '——': 2, '……': 1 })).toEqual([])
})
