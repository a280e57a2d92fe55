import { describe, expect, it } from 'vitest'
import { createDrawingTurns, type Turn } from '@/composables/drawing-turns.ts'

/** A page whose frames come when asked for, and where every drawing takes 5 ms. */
function page() {
  let time = 0
  const frames: (() => void)[] = []
  const drawn: string[] = []
  const turns = createDrawingTurns({ now: () => time, nextFrame: (work) => void frames.push(work) }, 8)
  const drawing = (name: string, isSeen = () => false): Turn => ({
    isSeen,
    draw: async () => {
      time += 5
      drawn.push(name)
    },
  })
  return {
    turns,
    drawn,
    drawing,
    frame: async () => {
      const next = frames.shift()
      next?.()
      await new Promise((done) => setTimeout(done))
      return next !== undefined
    },
  }
}

describe('drawings that wait', () => {
  it('share frames: one takes drawings until its milliseconds are used', async () => {
    const { turns, drawn, drawing, frame } = page()
    for (const name of ['a', 'b', 'c', 'd', 'e']) turns.take(drawing(name))
    expect(drawn).toEqual([])
    await frame()
    expect(drawn).toEqual(['a', 'b'])
    await frame()
    await frame()
    expect(drawn).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(await frame()).toBe(false)
  })

  it('come first where a person sees them, even those that came into sight later', async () => {
    const { turns, drawn, drawing, frame } = page()
    let isDSeen = false
    for (const name of ['a', 'b']) turns.take(drawing(name))
    turns.take(drawing('c', () => true))
    turns.take(drawing('d', () => isDSeen))
    await frame()
    isDSeen = true
    await frame()
    expect(drawn).toEqual(['c', 'a', 'd', 'b'])
  })

  it('are left out once given up', async () => {
    const { turns, drawn, drawing, frame } = page()
    const giveUp = turns.take(drawing('old'))
    turns.take(drawing('new'))
    giveUp()
    await frame()
    expect(drawn).toEqual(['new'])
  })

  it('are drawn at once, all of them, for paper', async () => {
    const { turns, drawn, drawing } = page()
    for (const name of ['a', 'b', 'c']) turns.take(drawing(name))
    await turns.drawAll()
    expect(drawn).toEqual(['a', 'b', 'c'])
  })
})
