import { shallowRef, watch, type Ref } from 'vue'
import type { HeldAnswer } from './use-bench.ts'

type Cells = readonly (readonly (string | null)[])[]

const pageRows = 100
const pageColumns = 40
const mostPages = 240

/** The cells near what is on screen, fetched page by page from where the answer lies. */
export function useAnswerWindow(answer: Ref<HeldAnswer | null>, count: Ref<number>, columnCount: Ref<number>) {
  const pages = new Map<string, { readonly cells: Cells; readonly complete: boolean }>()
  const asked = new Set<string>()
  /** Grows with every page that comes. */
  const arrived = shallowRef(0)
  let generation = 0

  function forget(): void {
    generation += 1
    pages.clear()
    asked.clear()
    arrived.value += 1
  }

  async function fetchPage(rowPage: number, columnPage: number): Promise<void> {
    const key = `${rowPage}:${columnPage}`
    const known = pages.get(key)
    const from = rowPage * pageRows
    const to = Math.min(from + pageRows, count.value)
    if (asked.has(key) || to <= from || (known && (known.complete || known.cells.length >= to - from))) return
    asked.add(key)
    const mine = generation
    const columns = Array.from({ length: Math.min(pageColumns, columnCount.value - columnPage * pageColumns) }, (_, index) => columnPage * pageColumns + index)
    try {
      const cells = (await answer.value?.cells(from, to, columns)) ?? []
      if (mine !== generation) return
      pages.set(key, { cells, complete: cells.length === pageRows })
      if (pages.size > mostPages) {
        const [oldest] = pages.keys()
        if (oldest !== undefined) pages.delete(oldest)
      }
      arrived.value += 1
    } catch {
      // An answer that went away shows no cells; whoever took it away says so.
    } finally {
      asked.delete(key)
    }
  }

  /** Makes sure that a part of the grid is there, or comes. */
  function want(rows: { readonly from: number; readonly to: number }, columns: { readonly from: number; readonly to: number }): void {
    for (let row = Math.floor(rows.from / pageRows); row <= Math.floor(Math.max(rows.from, rows.to - 1) / pageRows); row += 1) {
      for (let column = Math.floor(columns.from / pageColumns); column <= Math.floor(Math.max(columns.from, columns.to - 1) / pageColumns); column += 1) void fetchPage(row, column)
    }
  }

  /** A cell as shown, null for NULL, undefined where it has not come yet. */
  function cell(row: number, column: number): string | null | undefined {
    return pages.get(`${Math.floor(row / pageRows)}:${Math.floor(column / pageColumns)}`)?.cells[row % pageRows]?.[column % pageColumns]
  }

  watch(answer, forget, { flush: 'sync' })
  return { arrived, want, cell, forget }
}
