import { addendsOf } from '@/domain/addends.ts'
import { factOf, type AskedSums, type DeclaredScope } from '@/domain/declaration.ts'
import { measures, type Dimension, type MeasureName } from '@/domain/measures.ts'
import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'
import { addedUp, hasAddend, rowsByGroup, type Tally } from './cell-sums.ts'
import { commonestCodes } from './commonest.ts'
import { decimalDigits, decimalDouble } from './decimal-double.ts'
import { distinctCounter, type DistinctCounter, type DistinctQuestion } from './distinct-counts.ts'
import { groupsBy, passedRows, type Family, type Groups } from './grouped-rows.ts'
import { lazyRows } from './lazy-rows.ts'
import { maskedCuts } from './masked-cuts.ts'
import type { OpenCells } from './open-cells.ts'
import { rowFilter } from './row-filter.ts'

/** Answers a question that a table covers: the rows that SQL gives, in the same order. Many make their values when they are read. */
export type CellAnswer = () => readonly AnswerRow[]

type ValueOf = (group: number) => AnswerValue

/** What a measure needs before it can be read off a tally: a count of its own, or nothing. */
type MeasurePlan = { readonly kind: 'added' } | { readonly kind: 'distinct'; readonly counter: DistinctCounter } | { readonly kind: 'masked'; readonly counter: (tally: Tally) => Float64Array }

function planMeasure(question: DistinctQuestion, name: MeasureName, { selection }: DeclaredScope): MeasurePlan | null {
  const { form } = measures[name]
  if (form.kind === 'distinct') {
    const counter = distinctCounter(question, form.column)
    return counter && { kind: 'distinct', counter }
  }
  if (form.kind === 'masked-cuts') {
    const counter = maskedCuts(question.cells, selection)
    return counter && { kind: 'masked', counter }
  }
  return addendsOf(form).every((addend) => hasAddend(question.cells, addend)) ? { kind: 'added' } : null
}

function quotient(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole
}

function added(tally: Tally, name: MeasureName): ValueOf {
  const { form } = measures[name]
  if (form.kind === 'rows') return (group) => tally.rows[group] ?? 0
  const [first, second] = addendsOf(form).map((addend) => addedUp(tally, addend))
  if (!first) throw new Error(`${name} adds nothing up`)
  const double = ({ scale, sum, count }: typeof first) => (group: number) => (count(group) === 0 ? null : decimalDouble(sum(group), scale))
  if (form.kind === 'sum' || form.kind === 'sum-of') return (group) => (first.count(group) === 0 ? null : decimalDigits(first.sum(group), first.scale))
  const [part, whole] = [double(first), second ? double(second) : first.count]
  return (group) => quotient(part(group), whole(group))
}

function valuesOf(tally: Tally, groups: Groups, name: MeasureName, plan: MeasurePlan): ValueOf {
  if (plan.kind === 'added') return added(tally, name)
  const counts = plan.kind === 'distinct' ? plan.counter(tally, groups) : plan.counter(tally)
  return (group) => counts[group] ?? 0
}

const numbers: readonly Dimension[] = ['year', 'score_point']

function dimensionValues(cells: OpenCells, dimension: Dimension): readonly AnswerValue[] {
  const texts = cells.dictionary(dimension) ?? []
  return numbers.includes(dimension) ? texts.map((text) => (text === null ? null : Number(text))) : texts
}

/** Of more rows than this few are ever looked at. */
export const mostPlain = 500

function givenIn({ selection, where = {} }: DeclaredScope): readonly string[] {
  const { region, department, unit } = selection
  return [...Object.keys(where), ...Object.entries({ region, department, unit }).flatMap(([dimension, value]) => (value === null ? [] : [dimension]))]
}

/**
 * How a declared question is answered from a table of cells: exactly the rows that SQL gives, text for text and bit for
 * bit. Null where the table does not cover it: another fact, a dimension or measure that it lacks, thresholds of its own.
 */
export function planCells(cells: OpenCells, declaration: AskedSums, scope: DeclaredScope): CellAnswer | null {
  const { groupBy, measures: names, commonest = [] } = declaration
  const { table } = cells
  const fact = factOf(declaration)
  if (table.meta['fact'] !== fact || table.meta['refused'] !== undefined) return null
  if (![...groupBy, ...commonest].every((dimension) => cells.dictionary(dimension) !== null)) return null
  const filter = rowFilter(cells, scope, fact, groupBy)
  const groups = groupsBy(cells, groupBy)
  if (!filter || !groups) return null
  const question: DistinctQuestion = { cells, filter, groupBy, given: givenIn(scope) }
  const plans = names.map((name) => planMeasure(question, name, scope))
  if (plans.some((plan) => plan === null)) return null

  return () => {
    const family: Family = { nameOf: (name) => name, length: table.rows }
    const passed = passedRows(cells, family, filter)
    const ids = groups.of(family, passed)
    const tally: Tally = { cells, passed, groups: ids, size: groups.size, rows: rowsByGroup(cells, passed, ids, groups.size), sums: new Map() }
    const columns: readonly (readonly [string, ValueOf])[] = [
      ...groupBy.map((dimension, place): readonly [string, ValueOf] => {
        const values = dimensionValues(cells, dimension)
        return [dimension, (group) => values[groups.code(group, place)] ?? null]
      }),
      ...commonest.map((dimension): readonly [string, ValueOf] => {
        const [values, codes] = [dimensionValues(cells, dimension), commonestCodes(tally, dimension)]
        return [dimension, (group) => values[codes[group] ?? -1] ?? null]
      }),
      ...names.map((name, index): readonly [string, ValueOf] => [name, valuesOf(tally, groups, name, plans[index] ?? { kind: 'added' })]),
    ]
    const found = groupBy.length === 0 ? [0] : groups.inOrder(tally.rows)
    if (found.length > mostPlain) return lazyRows(found.length, new Map(columns.map(([name, valueOf]) => [name, (at) => valueOf(found[at] ?? 0)])))
    return found.map((group) => {
      const row: Record<string, AnswerValue> = {}
      for (const [name, valueOf] of columns) row[name] = valueOf(group)
      return row
    })
  }
}
