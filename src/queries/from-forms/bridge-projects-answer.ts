import { compareText } from '@/rollups/lower-text.ts'
import type { BridgeProjectsChoice } from '../bridge-projects.ts'
import { bridgeAmountsOf, bridgedForms, type BridgeAmount } from './bridged-forms.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, gather } from './listed-forms.ts'

export const bridgeProjectsAnswer: FormList<BridgeProjectsChoice> = async (source, choice) => {
  const { count, last, now } = bridgedForms(source, choice)
  const { places, place } = source.cells
  const amounts = bridgeAmountsOf(source.cells)
  const of = (amountOf: BridgeAmount, pairs: Uint32Array) => Float64Array.from(pairs, (pair) => amountOf(last[pair] as number, now[pair] as number))
  const all = Uint32Array.from({ length: count }, (_, pair) => pair)
  const amount = of(amounts[choice.part], all)
  const size = amount.map(Math.abs)
  const shown = new Uint32Array(count)
  for (let pair = 0; pair < count; pair += 1) shown[pair] = place[(now[pair] as number) < 0 ? (last[pair] as number) : (now[pair] as number)] as number
  const idOf = (pair: number) => places.texts.project_id[places.codes.project_id[shown[pair] as number] as number] ?? ''
  const found = all.filter((pair) => amount[pair] !== 0).sort((a, b) => (size[b] as number) - (size[a] as number) || compareText(idOf(a), idOf(b)))
  const at = gather(new Uint32Array(found.length), found, shown)
  const text = (name: 'project_id' | 'project' | 'department') => ({ kind: 'text' as const, codes: gather(new Uint32Array(at.length), at, places.codes[name]), texts: places.texts[name] })
  return {
    count: found.length,
    columns: {
      project_id: text('project_id'),
      project: text('project'),
      department: text('department'),
      amount: amountColumn(gather(new Float64Array(found.length), found, amount)),
      last_executed: amountColumn(of(amounts.last_executed, found)),
      this_executed: amountColumn(of(amounts.this_executed, found)),
    },
  }
}
