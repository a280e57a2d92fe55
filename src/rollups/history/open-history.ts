import type { AnswerRow } from '@/engine/engine.ts'
import { columnOf, type CellTable } from '../cell-table.ts'
import { arrivedText, compareText } from '../lower-text.ts'
import { gunzip } from '@/domain/gzip.ts'
import { HistoryFault, marks, toHistoryRows, type HistoryName } from './history-text.ts'

/** Reads a part of the dataset's history: bytes of the numbered file, from one up to another. */
export type ReadPart = (part: number, from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>

/** One project's rows without an engine. Rejects where a block can't be had or read. */
export interface History {
  readonly rows: (projectId: string, question: HistoryName) => Promise<readonly AnswerRow[]>
  /** Whether the answer of a statement about every project, by its hash, is in `findings` or `scores`. */
  readonly has: (hash: string) => boolean
}

/** Blocks that stay unpacked. */
const mostKept = 32

/** The last index whose text is not past another; -1 where all are. */
function lastUpTo(texts: readonly (string | null)[], wanted: string): number {
  let [low, high] = [0, texts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareText(texts[middle] ?? '', wanted) <= 0) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Opens a dataset's history by its index. Throws HistoryFault where the index has not what it needs. */
export function openHistory(index: CellTable, readPart: ReadPart): History {
  const numbers = (name: string) => {
    const values = columnOf(index, name)?.values
    if (!(values instanceof Uint32Array) || values.length !== index.rows) throw new HistoryFault(`the index has no ${name}`)
    return values
  }
  const [parts, from, to, firsts] = [numbers('part'), numbers('from'), numbers('to'), index.dictionaries['first'] ?? []]
  if (firsts.length !== index.rows) throw new HistoryFault('the index has no first projects')
  const made = new Set(index.dictionaries['made'])
  const kept = new Map<number, Promise<readonly string[]>>()

  async function unpack(block: number): Promise<readonly string[]> {
    const bytes = await readPart(parts[block] ?? 0, from[block] ?? 0, to[block] ?? 0)
    return new TextDecoder('utf-8', { fatal: true }).decode(await gunzip(bytes)).split(marks.project)
  }

  function projectsOf(block: number): Promise<readonly string[]> {
    const known = kept.get(block)
    const projects = known ?? unpack(block)
    kept.delete(block)
    kept.set(block, projects)
    if (!known) projects.catch(() => kept.delete(block))
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return projects
  }

  return {
    has: (hash) => made.has(hash),
    rows: async (asked, question) => {
      const projectId = arrivedText(asked)
      const block = lastUpTo(firsts, projectId)
      if (block < 0) return []
      const text = (await projectsOf(block)).find((project) => project.startsWith(`${projectId}${marks.question}`))
      return text === undefined ? [] : toHistoryRows(text, question)
    },
  }
}
