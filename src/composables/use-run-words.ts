import { computed } from 'vue'
import { useBench, type StatementRun } from './use-bench.ts'
import { useFormat } from './use-format.ts'
import { useWords } from './use-words.ts'

/** What the workbench says of a run statement: how it stands, and where it failed, why and what to do. Empty texts say nothing. */
export function useRunWords() {
  const { t } = useWords()
  const { language } = useFormat()
  const desk = useBench()
  const inCluster = computed(() => desk.cluster.value !== null)

  const number = (value: number) => value.toLocaleString('en-US')
  const time = (milliseconds: number) => (milliseconds < 1000 ? t('sql.time.ms', { n: milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds) }) : t('sql.time.s', { n: (milliseconds / 1000).toFixed(2) }))

  function status(one: StatementRun): string {
    const figures = { rows: number(one.rows), time: time(one.milliseconds) }
    if (one.state === 'waiting') return t('sql.status.waiting')
    if (one.state === 'running') return t('sql.status.running', figures)
    if (one.state === 'cancelled') return t('sql.status.cancelled', figures)
    if (one.state === 'failed') return t('sql.status.failed')
    return one.columns && one.columns.length > 0 ? t('sql.status.done', figures) : t('sql.status.done_none', figures)
  }
  function reason({ failure }: StatementRun): string {
    if (!failure) return ''
    if (failure.kind === 'refused') return t(`sql.error.refused.${failure.why ?? 'other'}`, { word: failure.word })
    if (inCluster.value && failure.advice && ['permission', 'other'].includes(failure.kind)) return failure.advice[language.value]
    if (failure.kind === 'memory') return t('sql.error.memory', { limit: desk.limits.value.memoryMegabytes })
    if (failure.kind === 'time') return t('sql.error.time', { limit: desk.limits.value.seconds ?? '' })
    return t(`sql.error.${failure.kind}`)
  }
  const advice = (one: StatementRun) => (one.failure?.advice && one.failure.advice[language.value] !== reason(one) ? one.failure.advice[language.value] : '')
  /** The engine's own words add something, except where ours say it all or it speaks of settings that no one can change here. */
  const ownWords = (one: StatementRun) => (one.failure && !['refused', 'memory', 'time', 'cancelled'].includes(one.failure.kind) ? one.failure.message : '')

  return { status, reason, advice, ownWords }
}
