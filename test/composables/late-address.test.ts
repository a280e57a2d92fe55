import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createLateAddress } from '@/composables/late-address.ts'

/** A page whose frames come when asked for, over a history that says what was written. */
function page(hidden = false) {
  const leaving = new EventTarget()
  vi.stubGlobal('document', { hidden })
  vi.stubGlobal('addEventListener', leaving.addEventListener.bind(leaving))
  vi.stubGlobal('removeEventListener', leaving.removeEventListener.bind(leaving))
  const written: string[] = []
  const base = createMemoryHistory()
  base.replace('/cuts')
  const { push, replace } = base
  base.push = (to, data) => void (written.push(`push ${to}`), push(to, data))
  base.replace = (to, data) => void (written.push(`replace ${to}`), replace(to, data))
  const frames: (() => void)[] = []
  const { history, write } = createLateAddress(base, (work) => void frames.push(work))
  return { base, history, write, written, frame: () => frames.splice(0).forEach((work) => work()), leave: () => leaving.dispatchEvent(new Event('pagehide')) }
}

beforeEach(() => vi.unstubAllGlobals())
afterEach(() => vi.unstubAllGlobals())

describe('an address that comes after its frame', () => {
  it('is known at once and written once, after the frame', () => {
    const { history, written, frame } = page()
    history.push('/cuts?from=2020')
    expect([history.location, written]).toEqual(['/cuts?from=2020', []])
    frame()
    expect([history.location, written]).toEqual(['/cuts?from=2020', ['push /cuts?from=2020']])
    frame()
    expect(written).toHaveLength(1)
  })

  it('keeps the order of entries, each of them one', () => {
    const { history, written, frame } = page()
    history.push('/cuts?from=2020')
    history.push('/cuts?from=2021')
    history.replace('/cuts?from=2021&to=2022')
    expect(written).toEqual(['push /cuts?from=2020', 'push /cuts?from=2021', 'replace /cuts?from=2021&to=2022'])
    frame()
    expect(written).toHaveLength(3)
  })

  it('is written at once where the page is another, or nobody sees it', () => {
    const seen = page()
    seen.history.push('/cuts?from=2020')
    seen.history.push('/projects?from=2020')
    expect(seen.written).toEqual(['push /cuts?from=2020', 'push /projects?from=2020'])
    const hidden = page(true)
    hidden.history.push('/cuts?from=2020')
    expect(hidden.written).toEqual(['push /cuts?from=2020'])
  })

  it('is written when it is asked for and when the page is left', () => {
    const asked = page()
    asked.history.push('/cuts?from=2020')
    asked.write()
    asked.frame()
    expect(asked.written).toEqual(['push /cuts?from=2020'])
    const left = page()
    left.history.push('/cuts?from=2020')
    left.leave()
    expect(left.written).toEqual(['push /cuts?from=2020'])
    const ended = page()
    ended.history.push('/cuts?from=2020')
    ended.history.destroy()
    ended.leave()
    expect(ended.written).toEqual([])
  })

  it('is written before anyone goes from it', () => {
    const { history, written } = page()
    history.push('/cuts?from=2020')
    history.go(-1)
    expect([history.location, written]).toEqual(['/cuts', ['push /cuts?from=2020']])
  })

  it('is forgotten by whoever goes back before it is written', () => {
    const { history, base, written, frame } = page()
    const heard: string[] = []
    history.listen((to) => void heard.push(to))
    history.push('/cuts?from=2020')
    frame()
    history.push('/cuts?from=2021')
    base.go(-1)
    frame()
    expect([history.location, written, heard]).toEqual(['/cuts', ['push /cuts?from=2020'], ['/cuts']])
  })
})
