import { ruleIds, type RuleId } from '@/domain/checks.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import type { CheckScope } from '@/queries/checks/check.ts'
import { findingCounts, type FindingCountRow } from '@/queries/findings.ts'
import { ask } from '@/queries/query.ts'
import { useSession } from './session.ts'
import { useTask } from './use-task.ts'

const kept = new Map<string, readonly FindingCountRow[]>()
const most = 400

/** Counts of one rule by department and year; asked once a dataset and scope, then remembered. */
async function askCounts(engine: Engine, rule: RuleId, scope: CheckScope, { dataset, signal }: { readonly dataset: number; readonly signal: AbortSignal }): Promise<readonly FindingCountRow[]> {
  const alone = { ...scope, ruleSet: { ...scope.ruleSet, off: ruleIds.filter((id) => id !== rule) } }
  const name = `${dataset} ${toText(findingCounts.statement(alone))}`
  const known = kept.get(name)
  if (known) return known
  const rows = await ask(engine, findingCounts, alone, { signal })
  kept.set(name, rows)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  return rows
}

/**
 * How many findings the rules have by department and year, one rule after the other: they come in as they are counted,
 * and switching one off asks for nothing. The rules switched off are counted too.
 */
export function useFindingCounts(options: { readonly scope: () => CheckScope; readonly rules?: () => readonly RuleId[]; readonly place?: 'page' | 'aside' }) {
  const session = useSession()
  const rules = options.rules ?? (() => ruleIds)
  return useTask<readonly FindingCountRow[]>({
    key: () => JSON.stringify([rules(), { ...options.scope(), ruleSet: { ...options.scope().ruleSet, off: [] } }]),
    initial: [],
    ...(options.place ? { place: options.place } : {}),
    run: async (engine, signal, say) => {
      const scope = options.scope()
      const rows: FindingCountRow[] = []
      for (const rule of rules()) {
        rows.push(...(await askCounts(engine, rule, scope, { dataset: session.current.value?.number ?? 0, signal })))
        signal.throwIfAborted()
        say([...rows])
      }
      return rows
    },
  })
}
