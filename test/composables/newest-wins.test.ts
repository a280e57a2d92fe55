import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestWins } from '@/composables/newest-wins.ts'

interface Heard {
  readonly values: (string | number)[]
  readonly errors: unknown[]
}

function line() {
  const heard: Heard = { values: [], errors: [] }
  return { heard, ...newestWins<string | number>({ done: (value) => void heard.values.push(value), failed: (error) => void heard.errors.push(error) }) }
}

describe('newestWins', () => {
  it('hears of what is there at once in the same turn', () => {
    const { heard, start } = line()
    start(() => 'now')
    expect(heard.values).toEqual(['now'])
  })

  it('hears of an exception and of a rejection alike', async () => {
    const { heard, start } = line()
    start(() => {
      throw new Error('at once')
    })
    start(() => Promise.reject(new Error('later')))
    await Promise.resolve()
    await Promise.resolve()
    expect(heard.errors.map(String)).toEqual(['Error: at once', 'Error: later'])
  })

  it('aborts the older one, and hears neither its value nor its failure', async () => {
    const { heard, start } = line()
    const signals: AbortSignal[] = []
    let answerFirst: ((value: string) => void) | undefined
    let failSecond: ((reason: Error) => void) | undefined
    start(({ signal }) => {
      signals.push(signal)
      return new Promise((resolve) => (answerFirst = resolve))
    })
    start(({ signal }) => {
      signals.push(signal)
      return new Promise((_, reject) => (failSecond = reject))
    })
    start(() => Promise.resolve('third'))
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    answerFirst?.('first')
    failSecond?.(new Error('second'))
    await new Promise((later) => setTimeout(later))
    expect(heard).toEqual({ values: ['third'], errors: [] })
  })

  it('hears nothing once it is stopped', async () => {
    const { heard, start, stop } = line()
    let isNewest = () => true
    start((turn) => {
      isNewest = turn.isNewest
      return Promise.resolve('late')
    })
    stop()
    await Promise.resolve()
    expect([heard.values, isNewest()]).toEqual([[], false])
  })

  it('never lets an older answer stand after a newer question, in whatever order answers come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, count) => {
        const heard: number[] = []
        const { start } = newestWins<number>({ done: (value) => void heard.push(value), failed: () => undefined })
        let asked = -1
        const seen: (readonly [asked: number, heard: number | undefined])[] = []
        const ask = () => {
          asked += 1
          const question = asked
          start(() => scheduler.schedule(Promise.resolve(question), `answer ${question}`))
        }
        for (let question = 0; question < count; question += 1) void scheduler.schedule(Promise.resolve(), 'ask').then(ask)
        while (scheduler.count() > 0) {
          await scheduler.waitOne()
          await Promise.resolve()
          seen.push([asked, heard.at(-1)])
        }
        await Promise.resolve()
        // What was heard last is about no question that is still to come, and in the end about the last one.
        expect(heard).toEqual(heard.toSorted((a, b) => a - b))
        expect(seen.every(([question, answer]) => answer === undefined || answer <= question)).toBe(true)
        expect(heard.at(-1)).toBe(asked)
      }),
    )
  })
})
