import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'
import { projectFunds } from '@/queries/project-funds.ts'
import { projectIndicators } from '@/queries/project-indicators.ts'
import { projectYears } from '@/queries/project-years.ts'
import { readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import { makeHistory, type HistoryFile, type HistoryOptions } from '@/rollups/history/make-history.ts'
import { openHistory, type History } from '@/rollups/history/open-history.ts'
import { randomTables } from '../queries/from-forms/random-forms.ts'
import { fill, form, indicator } from '../queries/tiny-tables.ts'

async function made(engine: Engine, options?: HistoryOptions): Promise<readonly HistoryFile[]> {
  const files: HistoryFile[] = []
  for await (const file of makeHistory(engine, options)) files.push(file)
  return files
}

function opened(files: readonly HistoryFile[], damage: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> = (bytes) => bytes): History {
  const parts = files.flatMap((file) => (file.kind === 'history' ? [file.bytes] : []))
  const index = files.find((file) => file.kind === 'history-index')
  if (index?.kind !== 'history-index') throw new Error('no index was made')
  return openHistory(readCellFile(writeCellFile(index.table)), async (part, from, to) => damage(parts[part]?.slice(from, to) ?? new Uint8Array()))
}

describe('the history of a project', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openNativeEngine()
  })
  afterAll(() => engine.close())

  it('is what SQL answers, for every project of random forms and however the blocks fall', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 4000 }), async (tables, blockLetters, partBytes) => {
        await fill(engine, tables)
        const history = opened(await made(engine, { blockLetters, partBytes }))
        const ids = new Set([...(tables.project_year ?? []).map((row) => String(row.project_id)), 'nobody', '', '\u{10ffff}'])
        for (const projectId of ids) {
          for (const [name, query] of [['years', projectYears], ['funds', projectFunds], ['indicators', projectIndicators]] as const) {
            expect(await history.rows(projectId, name), `${name} of ${projectId}`).toEqual(await engine.rows(query.statement({ projectId })))
          }
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('gives the same bytes again', async () => {
    await fill(engine, { project_year: [form({ project: '甲' }), form({ project: '乙' })], indicator: [indicator({})] })
    const [first, again] = [await made(engine), await made(engine)]
    expect(first.length).toBe(2)
    expect(again).toEqual(first)
  })

  it('leaves no table behind', async () => {
    await made(engine)
    expect(await engine.rows(sql`SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'derived%' ORDER BY table_name`)).toEqual([])
  })

  it.each(['\u001f', '\u001e', '\u001d', '\u001c'])('has no index where a text holds the mark %j', async (mark) => {
    await fill(engine, { project_year: [form({ project: '甲', expected_goal: `a${mark}b` })] })
    expect((await made(engine)).filter((file) => file.kind === 'history-index')).toEqual([])
  })

  it('is not made where form ids are not made of project and year', async () => {
    await fill(engine, { project_year: [form({ project: '甲', form_id: '甲/2023' })] })
    expect(await made(engine)).toEqual([])
  })

  it.each([
    ['a flipped bit', (bytes: Uint8Array<ArrayBuffer>) => bytes.with(Math.floor(bytes.length / 2), (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1)],
    ['a block cut short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -9)],
    ['other bytes', () => new TextEncoder().encode('<!doctype html>')],
  ])('rejects %s, and reads the block again afterwards', async (_, damage) => {
    await fill(engine, { project_year: [form({ project: '甲' })], indicator: [indicator({})] })
    let isBroken = true
    const history = opened(await made(engine), (bytes) => (isBroken ? new Uint8Array(damage(bytes)) : bytes))
    await expect(history.rows('甲', 'years')).rejects.toThrow()
    isBroken = false
    expect((await history.rows('甲', 'years')).length).toBe(1)
  })
})
