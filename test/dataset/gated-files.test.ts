import { describe, expect, it } from 'vitest'
import { createGate, gatedFiles } from '@/dataset/gated-files.ts'

function readings() {
  const begun: string[] = []
  const gate = createGate()
  const files = gatedFiles({ read: async (path) => (begun.push(path), new Uint8Array(1)) }, gate)
  return { begun, gate, files }
}

describe('gatedFiles', () => {
  it('begins no file while the gate is shut, and goes on where it stood', async () => {
    const { begun, gate, files } = readings()
    await files.read('a')
    gate.shut()
    const waiting = [files.read('b'), files.read('c')]
    await new Promise((later) => setTimeout(later))
    expect([begun, gate.isOpen()]).toEqual([['a'], false])
    gate.open()
    await Promise.all(waiting)
    expect([begun, gate.isOpen()]).toEqual([['a', 'b', 'c'], true])
  })

  it('tells who watches it of every change, until they leave', () => {
    const gate = createGate()
    const heard: boolean[] = []
    const leave = gate.watch((isOpen) => heard.push(isOpen))
    gate.shut()
    gate.open()
    leave()
    gate.shut()
    expect(heard).toEqual([true, false, true])
  })

  it('lets whoever waits before it leave', async () => {
    const { begun, gate, files } = readings()
    const stop = new AbortController()
    gate.shut()
    const waiting = files.read('a', { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await expect(files.read('b', { signal: stop.signal })).rejects.toThrow('enough')
    gate.open()
    await new Promise((later) => setTimeout(later))
    expect(begun).toEqual([])
  })
})
