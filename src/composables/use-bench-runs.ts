import { computed, ref, shallowRef, type Ref } from 'vue'
import { parseClusterPlan } from '@/domain/cluster-plan.ts'
import { parsePlan, type QueryPlan } from '@/domain/sql-plan.ts'
import type { SqlStatement } from '@/domain/sql-statements.ts'
import type { BenchLibrary } from './bench-library.ts'
import { useSession } from './session.ts'
import type { BenchTabs } from './use-bench-tabs.ts'
import type { BenchDesk, StatementRun } from './use-bench.ts'
import { useWords } from './use-words.ts'

export interface BenchRunsSource {
  readonly desk: BenchDesk
  readonly desktop: BenchTabs
  readonly library: BenchLibrary
  /** What the page tells the person about what was asked last; empty for nothing. */
  readonly notice: Ref<string>
}

/** The runs of the tab in front, the one that is shown and how, and the ways to run statements and to read their plan. */
export function useBenchRuns({ desk, desktop, library, notice }: BenchRunsSource) {
  const { t } = useWords()
  const session = useSession()
  const { active } = desktop
  const { runsOf, chosenOf } = desk
  const inCluster = computed(() => desk.cluster.value !== null)
  const runs = computed(() => runsOf.value[active.value.id] ?? [])
  const chosen = computed(() => runs.value[chosenOf.value[active.value.id] ?? -1] ?? runs.value.findLast((run) => run.failure || (run.columns && run.columns.length > 0)) ?? runs.value.at(-1) ?? null)
  const runningTab = ref<string | null>(null)
  const view = ref<'table' | 'chart' | 'plan'>('table')
  const plan = shallowRef<QueryPlan | 'none' | null>(null)

  function forget(list: readonly StatementRun[]): void {
    for (const run of list) run.answer?.forget()
  }
  function setRuns(tab: string, list: readonly StatementRun[]): void {
    runsOf.value = { ...runsOf.value, [tab]: list }
  }

  async function runStatements(statements: readonly SqlStatement[]): Promise<readonly StatementRun[]> {
    notice.value = ''
    desktop.linkNotice.value = null
    if (statements.length === 0) {
      notice.value = t('sql.nothing')
      return []
    }
    const { literals, missing } = desktop.literalsFor(statements.map(({ text }) => text))
    if (missing !== null) {
      notice.value = t('sql.unset', { name: missing })
      return []
    }
    const tab = active.value.id
    if (desk.running.value) desk.cancel()
    forget(runsOf.value[tab] ?? [])
    chosenOf.value = { ...chosenOf.value, [tab]: -1 }
    setRuns(tab, [])
    plan.value = null
    if (view.value === 'plan') view.value = 'table'
    runningTab.value = tab
    desktop.settle()
    let mine: readonly StatementRun[] = []
    const ended = await desk.run({
      statements,
      literals,
      onChange: (list) => {
        // A newer run of the same tab has taken its place.
        if (mine.length > 0 && runsOf.value[tab] !== mine) return
        mine = list
        setRuns(tab, list)
      },
    })
    const text = statements.map((statement) => statement.text).join(';\n\n')
    const last = ended.at(-1)
    if (last) library.remember({ at: Date.now(), text, dataset: session.current.value?.id ?? '', milliseconds: last.milliseconds, rows: last.rows, failed: last.state !== 'done' })
    return ended
  }

  /** Runs a statement for its plan, and shows it. */
  async function explain(one: SqlStatement | undefined): Promise<void> {
    if (!one) {
      notice.value = t('sql.nothing')
      return
    }
    const before = /^explain\s+(analyze\b\s*|\(([^)]*)\)\s*)?/i.exec(one.text)
    const bare = one.text.slice(before?.[0].length ?? 0)
    const timed = before === null || /analyze/i.test(before[0])
    // Trino gives the plan of a statement that it ran as prose alone.
    const head = inCluster.value ? 'EXPLAIN (TYPE LOGICAL, FORMAT JSON) ' : timed ? 'EXPLAIN (ANALYZE, FORMAT json) ' : 'EXPLAIN (FORMAT json) '
    const ended = (await runStatements([{ from: one.from - head.length + (one.text.length - bare.length), to: one.to, text: head + bare }])).at(-1)
    if (ended?.state !== 'done' || !ended.answer) return
    const cells = await ended.answer.cells(0, ended.rows, inCluster.value ? [0] : [0, 1])
    const parsed = cells.map((row) => (inCluster.value ? parseClusterPlan : parsePlan)(row.at(-1) ?? '')).find((found) => found && found.steps.length > 0)
    plan.value = parsed ?? 'none'
    view.value = 'plan'
  }

  function closeTab(id: string): void {
    forget(runsOf.value[id] ?? [])
    if (runningTab.value === id) desk.cancel()
    runsOf.value = Object.fromEntries(Object.entries(runsOf.value).filter(([tab]) => tab !== id))
    desktop.close(id)
  }

  return { runs, chosen, view, plan, runStatements, explain, closeTab }
}
