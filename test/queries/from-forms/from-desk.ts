import type { AskSums } from '@/domain/declaration.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { askForms, type DeskQuestion } from '@/queries/from-forms/desk-questions.ts'
import type { FormsDesk } from '@/queries/from-forms/forms-desk.ts'
import type { Query } from '@/queries/query.ts'
import { plainRows } from '@/rollups/lazy-rows.ts'
import { toRows } from '@/rollups/row-columns.ts'
import { columnReceiver, columnSender } from '@/rollups/sent-columns.ts'

export interface DeskAsked {
  /** Sums at hand beside the desk. */
  readonly near?: AskSums
  /** What the desk was asked is put into it. */
  readonly asked?: DeskQuestion[]
}

/** A question's rows as they come to the page out of the thread that has the forms; null where they don't cover it. */
export async function fromDesk<Params, Row>(desk: FormsDesk, query: Query<Params, Row>, params: Params, { near, asked }: DeskAsked = {}): Promise<readonly AnswerRow[] | null> {
  const ask = async (question: DeskQuestion) => {
    asked?.push(question)
    const found = await desk.ask(question)
    if (!found || 'rows' in found) return found && found.rows
    const { sent, transfer } = columnSender()(found.columns)
    return plainRows(toRows(columnReceiver()(structuredClone(sent, { transfer }))))
  }
  const rows = await askForms(query, params, ask, near)
  return rows as readonly AnswerRow[] | null
}
