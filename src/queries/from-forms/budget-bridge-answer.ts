import { plainAmount } from '@/rollups/forms/cell-text.ts'
import { bridgeParts, type BridgeRow } from '../budget-bridge.ts'
import type { BridgeChoice } from '../parts/bridge-amounts.ts'
import { bridgeAmountsOf, bridgedForms } from './bridged-forms.ts'
import type { FormAnswer } from './form-answer.ts'

export const budgetBridgeAnswer: FormAnswer<BridgeChoice, BridgeRow> = (source, choice) => {
  const { count, last, now } = bridgedForms(source, choice)
  const present = (rows: Int32Array) => rows.subarray(0, count).some((row) => row >= 0)
  if (!present(last) || !present(now)) return []
  const amounts = bridgeAmountsOf(source.cells)
  return bridgeParts.map((part) => {
    const amountOf = amounts[part]
    let [sum, projects] = [0, 0]
    for (let at = 0; at < count; at += 1) {
      const amount = amountOf(last[at] as number, now[at] as number)
      sum += amount
      if (amount !== 0) projects += 1
    }
    return { part, amount: plainAmount(sum), project_count: projects }
  })
}
