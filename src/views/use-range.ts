import { computed } from 'vue'
import { useSession } from '@/composables/session.ts'
import { useChoice } from '@/composables/use-choice.ts'

/** The years that the selection covers, as text: "2014–2025". */
export function useRange() {
  const { choice } = useChoice()
  const session = useSession()
  return computed(() => {
    const years = session.current.value?.manifest.years ?? []
    const [from, to] = [choice.value.from ?? Math.min(...years), choice.value.to ?? Math.max(...years)]
    return from === to ? String(from) : `${from}–${to}`
  })
}
