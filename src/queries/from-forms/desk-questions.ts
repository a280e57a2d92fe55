import type { AskedSums, AskSums, DeclaredScope } from '@/domain/declaration.ts'
import { measures } from '@/domain/measures.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { rowsFromSums } from '@/rollups/answerer.ts'
import type { Query } from '../query.ts'

/** A question as it goes to the thread that has the forms, as plain data: one of ours by name, or sums of forms or of their indicators. */
export type DeskQuestion =
  | { readonly kind: 'named'; readonly name: string; readonly params: unknown }
  | { readonly kind: 'sums'; readonly declaration: AskedSums; readonly scope: DeclaredScope }

/** Whoever has the forms. Null where they don't cover a question. */
export type AskDesk = (question: DeskQuestion) => Promise<readonly AnswerRow[] | null>

/** What would not survive the way to another thread, such as a store's proxies, as plain data. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

/** Masked cuts are counted by shares of the person's own; the other measures of a declaration hold whatever these are. */
function apart(declaration: AskedSums): { readonly masked: AskedSums; readonly others: AskedSums } | null {
  const isMasked = (name: AskedSums['measures'][number]) => measures[name].form.kind === 'masked-cuts'
  const [masked, others] = [declaration.measures.filter(isMasked), declaration.measures.filter((name) => !isMasked(name))]
  return masked.length === 0 || others.length === 0 || declaration.commonest !== undefined ? null : { masked: { ...declaration, measures: masked }, others: { ...declaration, measures: others } }
}

/** Rows of the same groups side by side: both lists have them in the groups' order. Null where they are not the same. */
function sideBySide(left: readonly AnswerRow[], right: readonly AnswerRow[], groupBy: readonly string[]): readonly AnswerRow[] | null {
  if (left.length !== right.length || left.some((row, at) => groupBy.some((name) => row[name] !== right[at]?.[name]))) return null
  return left.map((row, at) => ({ ...row, ...right[at] }))
}

/**
 * Runs what is made of sums until each sum that it asks for is known: they come from another thread, one after the other,
 * masked cuts alone where `near` has all else of a sum. Null where the forms don't cover one of them.
 */
async function fromSums<Row>(run: (sums: AskSums) => readonly Row[] | null, ask: AskDesk, near: AskSums): Promise<readonly Row[] | null> {
  const known = new Map<string, readonly AnswerRow[]>()
  for (;;) {
    const open: { readonly key: string; readonly question: DeskQuestion & { readonly kind: 'sums' } }[] = []
    const wanted = (declaration: AskedSums, scope: DeclaredScope) => {
      const question = plain({ kind: 'sums' as const, declaration, scope })
      const key = JSON.stringify(question)
      const found = known.get(key)
      if (!found) open.push({ key, question })
      return found ?? null
    }
    const rows = run((declaration, scope) => {
      const parts = apart(declaration)
      const others = parts && near(parts.others, scope)
      const masked = parts && others && wanted(parts.masked, scope)
      if (others && !masked) return null
      return (others && masked && sideBySide(others, masked, declaration.groupBy)) ?? wanted(declaration, scope)
    })
    const [first] = open
    if (rows || !first) return rows
    const found = await ask(first.question)
    if (!found) return null
    known.set(first.key, found)
  }
}

/** Asks a question of the forms: the rows that its SQL gives, or null where they don't cover it. `near` are sums at hand. Rejects as the desk does. */
export async function askForms<Params, Row>(query: Query<Params, Row>, params: Params, ask: AskDesk, near: AskSums = () => null): Promise<readonly Row[] | null> {
  // The forms answer row for row as the question's SQL, whose rows are these.
  if (query.fromForms) return (await ask({ kind: 'named', name: query.name, params: plain(params) })) as readonly Row[] | null
  return fromSums((sums) => rowsFromSums(query, params, sums), ask, near)
}
