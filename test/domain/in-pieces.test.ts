import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { inPieces, nextTask } from '@/domain/in-pieces.ts'
import { parsedRows } from '@/domain/parsed-rows.ts'

/** Keeps the thread as long as a frame can spare, and some more. */
function busy(): void {
  for (const end = performance.now() + 10; performance.now() < end; );
}

it('does all in order, and others have the thread in between', async () => {
  const said: string[] = []
  void nextTask().then(() => said.push('event'))
  await inPieces(['a', 'b', 'c', 'd'], (item) => {
    busy()
    said.push(item)
  })
  expect(said.filter((each) => each !== 'event')).toEqual(['a', 'b', 'c', 'd'])
  expect(said.indexOf('event')).toBeGreaterThan(0)
  expect(said.indexOf('event')).toBeLessThan(4)
})

it('ends with the signal’s reason once it is aborted', async () => {
  const stop = new AbortController()
  const done: number[] = []
  void nextTask().then(() => stop.abort(new Error('newer')))
  const work = inPieces([1, 2, 3, 4], (item) => {
    busy()
    done.push(item)
  }, stop.signal)
  await expect(work).rejects.toThrow('newer')
  expect(done.length).toBeLessThan(4)
})

it('parses every row, and refuses one of another shape wherever it stands', async () => {
  const row = z.strictObject({ n: z.int() })
  const rows = Array.from({ length: 1201 }, (_, n) => ({ n }))
  expect(await parsedRows(row, rows)).toEqual(rows)
  expect(await parsedRows(row, [])).toEqual([])
  await expect(parsedRows(row, [...rows, { n: 0.5 }])).rejects.toThrow()
})
