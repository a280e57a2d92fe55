import { storeToRefs } from 'pinia'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { choiceParameters, toQuery, type Choice } from '@/domain/selection.ts'
import { useChoiceStore } from '@/stores/choice-store.ts'

/** The person's choice, and the ways to change it: every change is an address. */
export function useChoice() {
  const store = useChoiceStore()
  const { choice, problems, language, theme } = storeToRefs(store)
  const route = useRoute()
  const router = useRouter()

  /** The same page under another choice; what a page put in the address of its own stays. */
  function changed(part: Partial<Choice>): RouteLocationRaw {
    const own = Object.fromEntries(Object.entries(route.query).filter(([name]) => !choiceParameters.includes(name)))
    return { path: route.path, query: { ...own, ...toQuery({ ...choice.value, ...part }) } }
  }

  /** Another page. The dataset, years, region, thresholds, language and theme go along; filters by name only if asked. */
  function linkTo(path: string, part: Partial<Choice> = {}, own: Readonly<Record<string, string>> = {}): RouteLocationRaw {
    return { path, query: { ...toQuery({ ...choice.value, department: null, unit: null, q: null, sort: null, ...part }), ...own } }
  }

  return {
    choice,
    problems,
    language,
    theme,
    changed,
    linkTo,
    change: (part: Partial<Choice>) => router.push(changed(part)),
    go: (to: RouteLocationRaw) => router.push(to),
    departmentLink: (department: string) => linkTo(`/department/${encodeURIComponent(department)}`),
    projectLink: (projectId: string) => linkTo(`/project/${encodeURIComponent(projectId)}`),
    indicatorLink: (level3: string) => linkTo(`/indicator/${encodeURIComponent(level3)}`),
  }
}
