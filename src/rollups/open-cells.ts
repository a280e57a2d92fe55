import type { CellColumn, CellMeta, CellTable } from './cell-table.ts'

/** Numbers that can be added: every kind of column but i64. */
export type CellValues = Exclude<CellColumn['values'], BigInt64Array>

/** A table made ready for questions: columns and codes by name. Nothing is copied. */
export interface OpenCells {
  readonly table: CellTable
  /** The numbers of a column, or null where there is none. */
  readonly values: (name: string) => CellValues | null
  readonly isNullable: (name: string) => boolean
  /** The values of a dimension by code; null where the table does not have it. */
  readonly dictionary: (name: string) => readonly (string | null)[] | null
  /** The code of a value; -1 where it does not occur. */
  readonly code: (name: string, value: string | null) => number
  /** Whether the rows lie sorted by a column of codes, so that a range of codes is a range of rows. */
  readonly isSorted: (name: string) => boolean
}

function isAscending(values: CellValues): boolean {
  for (let row = 1; row < values.length; row += 1) if ((values[row - 1] ?? 0) > (values[row] ?? 0)) return false
  return true
}

export function openCells(table: CellTable): OpenCells {
  const columns = new Map(table.columns.map((column) => [column.name, column]))
  const codes = new Map<string, ReadonlyMap<string | null, number>>()
  const sorted = new Map<string, boolean>()
  const values = (name: string): CellValues | null => {
    const column = columns.get(name)
    return column === undefined || column.kind === 'i64' ? null : column.values
  }
  return {
    table,
    values,
    isNullable: (name) => columns.get(name)?.nullable ?? false,
    dictionary: (name) => (Object.hasOwn(table.dictionaries, name) ? (table.dictionaries[name] ?? null) : null),
    code: (name, value) => {
      let known = codes.get(name)
      if (!known) {
        known = new Map((table.dictionaries[name] ?? []).map((text, code) => [text, code]))
        codes.set(name, known)
      }
      return known.get(value) ?? -1
    },
    isSorted: (name) => {
      const before = sorted.get(name)
      if (before !== undefined) return before
      const column = values(name)
      const answer = column === null || isAscending(column)
      sorted.set(name, answer)
      return answer
    },
  }
}

/** A list of names in a table's meta. */
export function namesIn(meta: CellMeta | undefined): readonly string[] {
  return Array.isArray(meta) ? meta.filter((name) => typeof name === 'string') : []
}
