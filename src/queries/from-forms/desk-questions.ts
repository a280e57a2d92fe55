import { factOf, type AskedSums, type AskSums, type DeclaredScope } from '@/domain/declaration.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { rowsFromSums } from '@/rollups/answerer.ts'
import type { Query } from '../query.ts'

/** A question as it goes to the thread that has the forms, as plain data: one of ours by name, or sums of forms. */
export type DeskQuestion =
  | { readonly kind: 'named'; readonly name: string; readonly params: unknown }
  | { readonly kind: 'sums'; readonly declaration: AskedSums; readonly scope: DeclaredScope }

/** Whoever has the forms. Null where they don't cover a question. */
export type AskDesk = (question: DeskQuestion) => Promise<readonly AnswerRow[] | null>

/** What would not survive the way to another thread, such as a store's proxies, as plain data. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

/**
 * Runs what is made of sums until each sum that it asks for is known: they come from another thread, one after the other.
 * Null where one of them is not of forms, or the forms don't cover it.
 */
async function fromSums<Row>(run: (sums: AskSums) => readonly Row[] | null, ask: AskDesk): Promise<readonly Row[] | null> {
  const known = new Map<string, readonly AnswerRow[]>()
  for (;;) {
    const open: { readonly key: string; readonly question: DeskQuestion & { readonly kind: 'sums' } }[] = []
    const rows = run((declaration, scope) => {
      const question = plain({ kind: 'sums' as const, declaration, scope })
      const key = JSON.stringify(question)
      const found = known.get(key)
      if (!found) open.push({ key, question })
      return found ?? null
    })
    const [first] = open
    if (rows || !first || factOf(first.question.declaration) !== 'project_year') return rows
    const found = await ask(first.question)
    if (!found) return null
    known.set(first.key, found)
  }
}

/** Asks a question of the forms: the rows that its SQL gives, or null where they don't cover it. Rejects as the desk does. */
export async function askForms<Params, Row>(query: Query<Params, Row>, params: Params, ask: AskDesk): Promise<readonly Row[] | null> {
  // The forms answer row for row as the question's SQL, whose rows are these.
  if (query.fromForms) return (await ask({ kind: 'named', name: query.name, params: plain(params) })) as readonly Row[] | null
  return fromSums((sums) => rowsFromSums(query, params, sums), ask)
}
