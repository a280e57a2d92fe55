import { amountText, plainAmount, shareOf } from '@/rollups/forms/cell-text.ts'
import { cutTests } from '@/rollups/forms/cut-tests.ts'
import type { CutsByGroupChoice, CutsByGroupRow } from '../cuts-by-group.ts'
import type { FormAnswer } from './form-answer.ts'

/** One group's sums in cents; the counts tell an absent sum from 0. */
interface Group {
  forms: number
  initial: number
  withInitial: number
  net: number
  withBoth: number
  cuts: number
  cut: number
  masked: number
  additions: number
  addition: number
}

export const cutsByGroupAnswer: FormAnswer<CutsByGroupChoice, CutsByGroupRow> = ({ cells, scope }, choice) => {
  const { places } = cells
  const tests = cutTests(choice.selection, choice.minAmount)
  if (!tests) return null
  const codes = places.codes[choice.by]
  const groups: (Group | undefined)[] = []
  for (const { from, to } of scope(choice.selection).runs) {
    for (let row = from; row < to; row += 1) {
      const group = (groups[codes[cells.place[row] as number] as number] ??= { forms: 0, initial: 0, withInitial: 0, net: 0, withBoth: 0, cuts: 0, cut: 0, masked: 0, additions: 0, addition: 0 })
      const [initial, full] = [cells.initial[row] as number, cells.full[row] as number]
      group.forms += 1
      if (Number.isNaN(initial)) continue
      group.initial += initial
      group.withInitial += 1
      if (Number.isNaN(full)) continue
      group.net += initial - full
      group.withBoth += 1
      if (initial > 0 && full > initial) {
        group.additions += 1
        group.addition += full - initial
      } else if (tests.isCut(initial, full)) {
        group.cuts += 1
        group.cut += initial - full
        if (tests.isMasked(initial, full, cells.executed[row] as number)) group.masked += 1
      }
    }
  }
  const found = groups.flatMap((group, code) => (group ? [{ group, code }] : []))
  return found.toSorted((a, b) => b.group.cut - a.group.cut || a.code - b.code).map(({ group, code }) => {
    const initial = group.withInitial > 0 ? group.initial : Number.NaN
    const net = group.withBoth > 0 ? group.net : Number.NaN
    return {
      name: places.texts[choice.by][code] ?? null,
      form_count: group.forms,
      initial_budget: amountText(initial),
      net_cut: amountText(net),
      net_cut_rate: shareOf(net, initial),
      cut_count: group.cuts,
      cut: plainAmount(group.cut),
      masked_count: group.masked,
      addition_count: group.additions,
      addition: plainAmount(group.addition),
    }
  })
}
