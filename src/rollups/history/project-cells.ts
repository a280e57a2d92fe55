import { addendKey, addendsOfFact, type Addend } from '@/domain/addends.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import type { CellTable } from '../cell-table.ts'
import { sumColumns, toWhole, type Whole } from '../sum-columns.ts'

const dimensions = ['year', 'region', 'department', 'unit', 'project'] as const

function valueOf(addend: Addend, row: AnswerRow): Whole | null {
  const whole = (column: string) => toWhole(row[column])
  const smallest = (value: bigint): Whole => (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value)
  const value = whole(addend.column)
  if (value === null || addend.kind === 'truth') return null
  if (addend.kind === 'given') return whole(addend.given) === null ? null : value
  const other = addend.kind === 'product' ? whole(addend.weight) : addend.minus === undefined ? 0 : whole(addend.minus)
  if (other === null) return null
  return smallest(addend.kind === 'product' ? BigInt(value) * BigInt(other) : BigInt(value) - BigInt(other))
}

/** One project's forms, as its history gives them, as a table that the executor of sums reads: a row a form. */
export function projectCells(projectId: string, forms: readonly AnswerRow[]): CellTable {
  const texts = dimensions.map((name) => ({ name, all: forms.map((form) => (form[name] === null || form[name] === undefined ? null : String(form[name]))) }))
  const dictionaries = Object.fromEntries(texts.map(({ name, all }) => [name, [...new Set(all)].toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))]))
  const sums = addendsOfFact('project_year').flatMap((addend) => sumColumns(addendKey(addend), forms.map((form) => valueOf(addend, form)), { nullable: true }) ?? [])
  return {
    name: 'history',
    rows: forms.length,
    columns: [...texts.map(({ name, all }) => ({ name, kind: 'u16' as const, values: Uint16Array.from(all, (text) => dictionaries[name]?.indexOf(text) ?? 0) })), ...sums],
    dictionaries: { ...dictionaries, project_id: [projectId] },
    meta: { fact: 'project_year', perForm: true },
  }
}
