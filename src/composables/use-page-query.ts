import { computed } from 'vue'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { parameterText } from '@/domain/cut-thresholds.ts'
import { choiceParameters, toQuery, type Choice } from '@/domain/selection.ts'
import { useChoice } from './use-choice.ts'

/** Parameters that a page puts in the address of its own; null takes one away. */
export type PageParameters = Readonly<Record<string, string | null>>

/** The address of a page beyond the shared choice: read, and changed together with it. */
export function usePageQuery() {
  const route = useRoute()
  const router = useRouter()
  const { choice } = useChoice()

  /** The same page with other parameters of its own, and another choice where given. */
  function withParameters(own: PageParameters, part: Partial<Choice> = {}): RouteLocationRaw {
    const shared = toQuery({ ...choice.value, ...part })
    const rest = Object.entries(route.query).filter(([name]) => !choiceParameters.includes(name) && !(name in own))
    const kept = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== null)
    return { path: route.path, query: { ...Object.fromEntries(rest), ...shared, ...Object.fromEntries(kept) } }
  }

  return {
    query: computed(() => route.query),
    parameter: (name: string) => computed(() => parameterText(route.query, name)),
    withParameters,
    setParameters: (own: PageParameters, part: Partial<Choice> = {}) => router.push(withParameters(own, part)),
    replaceParameters: (own: PageParameters, part: Partial<Choice> = {}) => router.replace(withParameters(own, part)),
  }
}
