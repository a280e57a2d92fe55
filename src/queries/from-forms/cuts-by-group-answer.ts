import { amountText, plainAmount, shareOf } from '@/rollups/forms/cell-text.ts'
import { mark, type FormMarks } from '@/rollups/forms/form-marks.ts'
import type { Run } from '@/rollups/forms/form-scope.ts'
import type { FormsCells } from '@/rollups/forms/forms-cells.ts'
import type { CutsByGroupChoice, CutsByGroupRow } from '../cuts-by-group.ts'
import type { FormAnswer } from './form-answer.ts'
import { addedParts, partsOf } from './kept-years.ts'

/** Amounts in cents; the counts tell an absent sum from 0. */
const figures = ['forms', 'initial', 'withInitial', 'net', 'withBoth', 'cuts', 'cut', 'masked', 'additions', 'addition'] as const
const [forms, initialSum, withInitial, net, withBoth, cuts, cut, masked, additions, addition] = figures.keys()

/** The figures of each group of runs of forms, group after group. */
function summed({ places, place, initial: before, full: after }: FormsCells, { of }: FormMarks, by: CutsByGroupChoice['by'], runs: readonly Run[]): Float64Array {
  const codes = places.codes[by]
  const sums = new Float64Array(places.texts[by].length * figures.length)
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const group = (codes[place[row] as number] as number) * figures.length
      const [initial, full, found] = [before[row] as number, after[row] as number, of[row] as number]
      const add = (figure: number | undefined, amount: number) => {
        const at = group + (figure ?? 0)
        sums[at] = (sums[at] as number) + amount
      }
      add(forms, 1)
      if (Number.isNaN(initial)) continue
      add(initialSum, initial)
      add(withInitial, 1)
      if (Number.isNaN(full)) continue
      add(net, initial - full)
      add(withBoth, 1)
      if (found === mark.addition) {
        add(additions, 1)
        add(addition, full - initial)
      } else if ((found & mark.cut) !== 0) {
        add(cuts, 1)
        add(cut, initial - full)
        if ((found & mark.masked) !== 0) add(masked, 1)
      }
    }
  }
  return sums
}

export const cutsByGroupAnswer: FormAnswer<CutsByGroupChoice, CutsByGroupRow> = ({ cells, scope, marks: marksBy }, { selection, minAmount, by }) => {
  const marks = marksBy(selection, minAmount)
  if (!marks) return null
  const texts = cells.places.texts[by]
  const sums = addedParts(partsOf(marks, `groups by ${by}`, cells, scope(selection).runs, (runs) => summed(cells, marks, by, runs)), texts.length * figures.length)
  const of = (group: number) => (figure: (typeof figures)[number]) => sums[group * figures.length + figures.indexOf(figure)] ?? 0
  const found = [...texts.keys()].filter((group) => of(group)('forms') > 0)
  return found.toSorted((a, b) => of(b)('cut') - of(a)('cut') || a - b).map((group) => {
    const sum = of(group)
    const initial = sum('withInitial') > 0 ? sum('initial') : Number.NaN
    const change = sum('withBoth') > 0 ? sum('net') : Number.NaN
    return {
      name: texts[group] ?? null,
      form_count: sum('forms'),
      initial_budget: amountText(initial),
      net_cut: amountText(change),
      net_cut_rate: shareOf(change, initial),
      cut_count: sum('cuts'),
      cut: plainAmount(sum('cut')),
      masked_count: sum('masked'),
      addition_count: sum('additions'),
      addition: plainAmount(sum('addition')),
    }
  })
}
