import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { RuleId } from '@/domain/checks.ts'
import { toFindingKey } from '@/domain/finding-key.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import type { Engine } from '@/engine/engine.ts'
import { toText } from '@/engine/sql.ts'
import type { CheckScope, Finding } from '@/queries/checks/check.ts'
import { chunkSize, findingChunks, formsOfScores, isAboutScore, type FindingChunk, type FindingSegment } from '@/queries/finding-pages.ts'
import { askFindingsOf, findingStatement } from '@/queries/findings.ts'
import { ask } from '@/queries/query.ts'
import { recomputedOfForms } from '@/queries/recomputed-scores.ts'
import { failureText } from './failure-text.ts'
import { usePageWork, type Work } from './page-state.ts'
import { useSession } from './session.ts'

/** A finding as the table shows it; `recomputed` are the points that the rule set gives, "16.00–20.00" where it gives a band. */
export interface FindingRow extends Finding {
  readonly key: string
  readonly recomputed: string | null
}

/** Findings with the recomputed score of the row that each is about. */
export async function withRecomputed(findings: readonly Finding[], { engine, ruleSet, signal }: { readonly engine: Engine; readonly ruleSet: RuleSet; readonly signal: AbortSignal }): Promise<readonly FindingRow[]> {
  const formIds = formsOfScores(findings)
  const scores = formIds.length === 0 ? [] : await ask(engine, recomputedOfForms, { ruleSet, formIds }, { signal })
  const bySeq = new Map(scores.map((row) => [`${row.form_id} ${row.seq ?? ''}`, row]))
  return findings.map((finding) => {
    const score = isAboutScore(finding) ? bySeq.get(`${finding.form_id} ${finding.seq ?? ''}`) : undefined
    const recomputed = !score || score.lowest === null ? null : score.lowest === score.highest ? score.lowest : `${score.lowest}–${score.highest ?? ''}`
    return { ...finding, key: toFindingKey(finding), recomputed }
  })
}

/** The findings of several rules one after the other, of which only the pages are asked that someone looks at. */
export function useFindingPages(options: { readonly scope: () => CheckScope; readonly segments: () => readonly FindingSegment[] }) {
  const session = useSession()
  const pages = shallowRef<ReadonlyMap<string, readonly FindingRow[]>>(new Map())
  const failure = shallowRef<string | null>(null)
  const wanted = shallowRef<readonly [from: number, to: number]>([0, 0])
  let running: { readonly chunk: FindingChunk; readonly abort: AbortController } | null = null

  const chunks = computed(() => findingChunks(options.segments()))
  const nameOf = ({ rule, offset }: FindingChunk) => `${rule} ${offset}`
  const count = computed(() => options.segments().reduce((sum, segment) => sum + segment.count, 0))
  const question = computed(() => JSON.stringify([session.current.value?.number, { ...options.scope(), ruleSet: { ...options.scope().ruleSet, off: [] } }]))

  const chunkAt = (place: number) => chunks.value.find(({ from, to }) => from <= place && place < to)
  const isWanted = ({ from, to }: FindingChunk) => from < wanted.value[1] && to > wanted.value[0]
  const missing = computed(() => chunks.value.filter((chunk) => isWanted(chunk) && !pages.value.has(nameOf(chunk))))
  /** The page after what is looked at, so that scrolling on finds it there. */
  const next = computed(() => chunks.value.find((chunk) => chunk.from >= wanted.value[1] && !pages.value.has(nameOf(chunk))))

  async function load(): Promise<void> {
    if (running && (!missing.value.length || isWanted(running.chunk))) return
    running?.abort.abort()
    const chunk = missing.value[0] ?? (next.value && next.value.from < wanted.value[1] + chunkSize ? next.value : undefined)
    if (!chunk || !session.current.value || failure.value !== null) return
    const mine = { chunk, abort: new AbortController() }
    running = mine
    try {
      const { engine } = session
      const scope = options.scope()
      const found = await askFindingsOf(engine, chunk.rule, scope, { signal: mine.abort.signal, page: { limit: chunkSize, offset: chunk.offset } })
      const rows = await withRecomputed(found, { engine, ruleSet: scope.ruleSet, signal: mine.abort.signal })
      if (running !== mine) return
      pages.value = new Map(pages.value).set(nameOf(chunk), rows)
    } catch (error) {
      if (running !== mine || mine.abort.signal.aborted) return
      failure.value = failureText(error)
    } finally {
      if (running === mine) running = null
    }
    void load()
  }

  watch(question, () => {
    running?.abort.abort()
    running = null
    pages.value = new Map()
    failure.value = null
    void load()
  })
  watch([missing, next], () => void load(), { immediate: true })
  onScopeDispose(() => running?.abort.abort())

  const work = computed<Work>(() => (failure.value === null ? { state: missing.value.length > 0 ? 'waiting' : 'done' } : { state: 'failed', message: failure.value }))
  usePageWork(work)

  return {
    count,
    failure,
    /** The row at a place; undefined while its page is still to come. */
    rowAt: (place: number): FindingRow | undefined => {
      const chunk = chunkAt(place)
      return chunk && pages.value.get(nameOf(chunk))?.[place - chunk.from]
    },
    need: (from: number, to: number) => {
      if (wanted.value[0] !== from || wanted.value[1] !== to) wanted.value = [from, to]
    },
    /** All of them, for a file to take away. */
    all: async (signal: AbortSignal): Promise<readonly FindingRow[]> => {
      const { engine } = session
      const rows: FindingRow[] = []
      for (const { rule, count: promised } of options.segments()) {
        if (promised === 0) continue
        const found = await askFindingsOf(engine, rule, options.scope(), { signal })
        rows.push(...(await withRecomputed(found, { engine, ruleSet: options.scope().ruleSet, signal })))
      }
      return rows
    },
    sqlOf: (rule: RuleId): string => toText(findingStatement(rule, options.scope()), session.dialect.value),
  }
}
