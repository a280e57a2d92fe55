import { expect, it } from 'vitest'
import { progressBar } from '@/cli/print.ts'

function recorded(isTerminal: boolean): string {
  let shown = ''
  const bar = progressBar({ out: async () => {}, error: (text) => void (shown += text), isTerminal }, 4, 'convert')
  for (const done of [1, 2, 2, 4]) bar.step(done)
  bar.end()
  return shown
}

it('draws a bar on standard error for a person only, a share at a time', () => {
  expect(recorded(false)).toBe('')
  const steps = recorded(true).split('\r').slice(1)
  expect(steps).toHaveLength(4)
  expect(steps[1]).toMatch(/^convert █{12}░{13} 2\/4$/)
})
