import { useChoice } from '@/composables/use-choice.ts'
import { useRuleSets } from '@/composables/use-rule-sets.ts'
import type { FindingIdentity } from '@/domain/finding-key.ts'
import { toFindingKey } from '@/domain/finding-key.ts'

interface Placed extends FindingIdentity {
  readonly project_id: string | null
}

/** Where a finding leads: its row on the project's form; one about several forms to its indicator or department. */
export function useFindingLink() {
  const { linkTo } = useChoice()
  const { parameters } = useRuleSets()
  return (finding: Placed): string | object | null => {
    const { project_id, year, department, values } = finding
    if (project_id !== null) return linkTo(`/project/${encodeURIComponent(project_id)}`, {}, { ...parameters.value, ...(year === null ? {} : { year: String(year) }), finding: toFindingKey(finding) })
    if (typeof values['level3'] === 'string') return linkTo(`/indicator/${encodeURIComponent(values['level3'])}`, { department })
    return department === null ? null : linkTo(`/department/${encodeURIComponent(department)}`, year === null ? {} : { from: year, to: year })
  }
}
