import { computed } from 'vue'
import { usePageQuery } from '@/composables/use-page-query.ts'
import { useChoice } from '@/composables/use-choice.ts'
import { parseCutThresholds } from '@/domain/cut-thresholds.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'

/** The thresholds of cuts in the address: the selection's rates, and what the pages of cuts add to them. */
export function useCutThresholds() {
  const { query } = usePageQuery()
  const { choice } = useChoice()
  const read = computed(() => parseCutThresholds(query.value))
  return {
    thresholds: computed(() => read.value.thresholds),
    problems: computed(() => read.value.problems),
    /** What the questions about cuts ask for. */
    cutChoice: computed(() => ({ selection: choice.value, changeWords: defaultRuleSet.changeWords, ...read.value.thresholds })),
  }
}
