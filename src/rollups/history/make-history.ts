import { joinedBytes } from '@/domain/joined-bytes.ts'
import type { Engine } from '@/engine/engine.ts'
import { createProjectMetrics } from '@/engine/table-sql.ts'
import type { CellTable } from '../cell-table.ts'
import { fitness } from '../forms/forms-sql.ts'
import { gzip } from '@/domain/gzip.ts'
import { createLines, dropLines, projectLines, projectSizes } from './history-sql.ts'
import { historyNames, marks, toProjectText } from './history-text.ts'
import { dropProjectAnswers, makeProjectAnswers, type ProjectStatements } from './project-answers.ts'

/** A derived file still to be written: a part of the blocks, or last the table that tells where each block lies. */
export type HistoryFile = { readonly path: string; readonly kind: 'history'; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly path: string; readonly kind: 'history-index'; readonly table: CellTable }

export interface HistoryOptions {
  /** Letters of text that fill a block; 48,000 unless given. One project's text is never parted. */
  readonly blockLetters?: number
  /** Bytes that fill a file; 32 MiB unless given. */
  readonly partBytes?: number
  /** Findings and scores to be written beside the rows; none unless given. */
  readonly ofProjects?: ProjectStatements
}

/** Rows that are in memory as text at once. */
const rowsAtOnce = 60_000

interface Block {
  readonly first: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Runs of neighbouring projects whose rows can be in memory together. */
async function projectRuns(engine: Engine): Promise<readonly (readonly string[])[]> {
  const runs: string[][] = []
  let room = 0
  for (const { project_id: id, rows } of await engine.rows(projectSizes())) {
    if (room <= 0) {
      runs.push([])
      room = rowsAtOnce
    }
    runs.at(-1)?.push(String(id))
    room -= Number(rows)
  }
  return runs
}

async function projectTexts(engine: Engine, run: readonly string[]): Promise<readonly (string | null)[]> {
  const [first = '', last = ''] = [run[0], run.at(-1)]
  const found = await Promise.all(historyNames.map(async (name) => ({ name, rows: new Map((await engine.rows(projectLines(name, first, last))).map((row) => [String(row['project_id']), row])) })))
  return run.map((id) =>
    toProjectText(id, found.map(({ name, rows }) => {
      const row = rows.get(id)
      return { name, rows: Number(row?.['rows'] ?? 0), lines: String(row?.['lines'] ?? '') }
    })),
  )
}

/** Whole projects, in the order of their ids, in blocks. Ends with null where a text can't be written. */
async function* blocksOf(engine: Engine, blockLetters: number): AsyncGenerator<Block | null> {
  let texts: string[] = []
  let [first, letters] = ['', 0]
  const packed = async (): Promise<Block> => ({ first, bytes: await gzip(new Uint8Array(new TextEncoder().encode(texts.join(marks.project)))) })
  for (const run of await projectRuns(engine)) {
    for (const [at, text] of (await projectTexts(engine, run)).entries()) {
      if (text === null) {
        yield null
        return
      }
      if (texts.length > 0 && letters + text.length > blockLetters) {
        yield await packed()
        texts = []
        letters = 0
      }
      if (texts.length === 0) first = run[at] ?? ''
      texts.push(text)
      letters += text.length
    }
  }
  if (texts.length > 0) yield await packed()
}

/**
 * Every project's forms, funds and indicators, and what was asked of each, in compressed blocks of whole projects, in parts
 * of some megabytes, and last the index: for each block its first project, its part and where in it it begins and ends,
 * and the hashes of what was asked. No index where a text holds what parts the texts, nothing where ids or amounts are of
 * another kind; the engine answers then.
 */
export async function* makeHistory(engine: Engine, { blockLetters = 48_000, partBytes = 32 * 2 ** 20, ofProjects = { findings: [], scores: [] } }: HistoryOptions = {}): AsyncGenerator<HistoryFile> {
  const firsts: string[] = []
  let made: readonly string[] = []
  const [parts, from, to]: number[][] = [[], [], []]
  let [part, length]: [Uint8Array[], number] = [[], 0]
  let number = 0
  const full = (): HistoryFile => ({ path: `derived/history/part=${String(number).padStart(3, '0')}.bin`, kind: 'history', bytes: joinedBytes(part) })
  const [fit] = await engine.rows(fitness())
  if (fit?.['ids_are_plain'] !== true || fit['sums_fit'] !== true) return
  try {
    await engine.rows(createProjectMetrics())
    made = await makeProjectAnswers(engine, ofProjects)
    for (const name of historyNames) await engine.rows(createLines(name))
    for await (const block of blocksOf(engine, blockLetters)) {
      if (block === null) return
      if (length > 0 && length + block.bytes.length > partBytes) {
        yield full()
        number += 1
        ;[part, length] = [[], 0]
      }
      firsts.push(block.first)
      parts?.push(number)
      from?.push(length)
      length += block.bytes.length
      to?.push(length)
      part.push(block.bytes)
    }
    if (length === 0) return
    yield full()
  } finally {
    for (const statement of [...dropLines(), ...dropProjectAnswers()]) await engine.rows(statement)
  }
  const column = (name: string, values: readonly number[] | undefined) => ({ name, kind: 'u32' as const, values: Uint32Array.from(values ?? []) })
  yield { path: 'derived/history/index.jlnc', kind: 'history-index', table: { name: 'history', rows: firsts.length, columns: [column('part', parts), column('from', from), column('to', to)], dictionaries: { first: firsts, made }, meta: { parts: number + 1 } } }
}
