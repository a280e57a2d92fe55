import { factOf, type Declaration, type DeclaredScope } from '@/domain/declaration.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import type { Query } from '../query.ts'

/** A question as it goes to the thread that has the forms, as plain data: one of ours by name, or sums of forms. */
export type DeskQuestion =
  | { readonly kind: 'named'; readonly name: string; readonly params: unknown }
  | { readonly kind: 'sums'; readonly declaration: Declaration; readonly scope: DeclaredScope }

/** Whoever has the forms. Null where they don't cover a question. */
export type AskDesk = (question: DeskQuestion) => Promise<readonly AnswerRow[] | null>

/** What would not survive the way to another thread, such as a store's proxies, as plain data. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

/** Asks a question of the forms: the rows that its SQL gives, or null where they don't cover it. Rejects as the desk does. */
export async function askForms<Params, Row>({ name, fromForms, declared }: Query<Params, Row>, params: Params, ask: AskDesk): Promise<readonly Row[] | null> {
  let rows: readonly AnswerRow[] | null = null
  if (fromForms) rows = await ask({ kind: 'named', name, params: plain(params) })
  else if (declared && factOf(declared.declaration) === 'project_year') rows = await ask({ kind: 'sums', declaration: declared.declaration, scope: plain(declared.scope(params)) })
  // The forms answer row for row as the question's SQL, whose rows are these.
  return rows as readonly Row[] | null
}
