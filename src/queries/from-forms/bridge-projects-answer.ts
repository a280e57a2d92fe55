import type { PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { BridgeProjectsChoice } from '../bridge-projects.ts'
import { bridgeAmountsOf, bridgedForms } from './bridged-forms.ts'
import type { FormList } from './form-answer.ts'
import { amountColumn, placeText } from './listed-forms.ts'

export const bridgeProjectsAnswer: FormList<BridgeProjectsChoice> = async (source, choice) => {
  const { cells } = source
  const { count, last, now } = bridgedForms(source, choice)
  const amounts = bridgeAmountsOf(cells)
  const all = new Float64Array(count)
  const pairs = new Uint32Array(count)
  let size = 0
  for (let pair = 0; pair < count; pair += 1) {
    all[pair] = amounts[choice.part](last[pair] as number, now[pair] as number)
    if (all[pair] !== 0) pairs[size++] = pair
  }
  const project = cells.places.codes.project_id
  const placeOf = (pair: number) => cells.place[(now[pair] as number) < 0 ? (last[pair] as number) : (now[pair] as number)] as number
  const compare = cells.compareProjects()
  const found = pairs.subarray(0, size).sort((a, b) => Math.abs(all[b] as number) - Math.abs(all[a] as number) || compare(project[placeOf(a)] as number, project[placeOf(b)] as number))
  const [via, amount, before, after] = [new Uint32Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  for (let at = 0; at < size; at += 1) {
    const pair = found[at] as number
    via[at] = placeOf(pair)
    amount[at] = all[pair] as number
    before[at] = amounts.last_executed(last[pair] as number, now[pair] as number)
    after[at] = amounts.this_executed(last[pair] as number, now[pair] as number)
  }
  const text = (name: PlaceColumn) => placeText(cells.places, name, via)
  return {
    count: size,
    columns: { project_id: text('project_id'), project: text('project'), department: text('department'), amount: amountColumn(amount), last_executed: amountColumn(before), this_executed: amountColumn(after) },
  }
}
