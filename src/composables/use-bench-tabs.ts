import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { findParameters, isUsable, type ParameterValue } from '@/domain/sql-parameters.ts'
import { longestShared, parseSqlParameters, toSqlParameters } from '@/domain/sql-link.ts'
import { toLiteral } from '@/engine/sql.ts'
import { emptyTab, readTabs, writeTabs, type BenchTab } from './bench-library.ts'
import { useSession } from './session.ts'
import { useChoice } from './use-choice.ts'
import { useWords } from './use-words.ts'

export interface TabParameter {
  readonly name: string
  readonly value: ParameterValue
  /** The value comes from the page's filters, not from the person. */
  readonly fromPage: boolean
  readonly usable: boolean
}

const searchedText = 200_000

export type BenchTabs = ReturnType<typeof useBenchTabs>

/** The tabs of the workbench, kept over visits, the one in front in step with the address. */
export function useBenchTabs() {
  const { t } = useWords()
  const route = useRoute()
  const router = useRouter()
  const session = useSession()
  const { choice } = useChoice()

  const before = readTabs()
  const tabs = shallowRef<readonly BenchTab[]>(before.tabs.length > 0 ? before.tabs : [emptyTab(t('sql.untitled', { n: 1 }))])
  const activeId = ref(tabs.value.some(({ id }) => id === before.active) ? before.active : (tabs.value[0]?.id ?? ''))
  const active = computed(() => tabs.value.find(({ id }) => id === activeId.value) ?? tabs.value[0] ?? emptyTab(''))
  const linkNotice = ref<'broken' | 'shown' | 'too_long' | null>(null)
  const kept = ref(true)

  function change(id: string, part: Partial<BenchTab>): void {
    tabs.value = tabs.value.map((tab) => (tab.id === id ? { ...tab, ...part } : tab))
  }
  function nextTitle(): string {
    let n = tabs.value.length + 1
    while (tabs.value.some(({ title }) => title === t('sql.untitled', { n }))) n += 1
    return t('sql.untitled', { n })
  }
  /** Opens a text in a tab of its own, or goes to the tab that has it; an untouched empty tab is used up. */
  function open(text: string, title?: string, more: Partial<BenchTab> = {}): void {
    const same = tabs.value.find((tab) => tab.text === text && (title === undefined || tab.title === title))
    if (same) {
      if (Object.keys(more).length > 0) change(same.id, more)
      activeId.value = same.id
      return
    }
    if (active.value.text.trim() === '' && active.value.savedAs === null) {
      change(active.value.id, { text, title: title ?? active.value.title, ...more })
      return
    }
    const tab = { ...emptyTab(title ?? nextTitle(), text), ...more }
    tabs.value = [...tabs.value, tab]
    activeId.value = tab.id
  }
  function add(): void {
    const tab = emptyTab(nextTitle())
    tabs.value = [...tabs.value, tab]
    activeId.value = tab.id
  }
  function close(id: string): void {
    const place = tabs.value.findIndex((tab) => tab.id === id)
    const rest = tabs.value.filter((tab) => tab.id !== id)
    tabs.value = rest.length > 0 ? rest : [emptyTab(t('sql.untitled', { n: 1 }))]
    if (activeId.value === id) activeId.value = tabs.value[Math.max(0, Math.min(place, tabs.value.length - 1))]?.id ?? ''
  }

  // The address: what it brings is shown in a tab; what is written goes into it after a pause.
  let written = JSON.stringify(addressOf(route.query))
  function addressOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
    return { ...(typeof query['query'] === 'string' ? { query: query['query'] } : {}), ...(typeof query['bench'] === 'string' ? { bench: query['bench'] } : {}) }
  }
  function readAddress(): void {
    const shared = parseSqlParameters(route.query)
    if (shared === null) return
    if (shared === 'broken') {
      linkNotice.value = 'broken'
      return
    }
    const same = shared.text === active.value.text
    const known = tabs.value.some(({ text }) => text === shared.text)
    open(shared.text, known ? undefined : (shared.title ?? t('sql.from_link')), shared.chart === undefined ? {} : { chart: shared.chart })
    if (!same && !known) linkNotice.value = 'shown'
  }
  readAddress()
  watch(() => JSON.stringify(addressOf(route.query)), (now) => {
    if (route.path !== '/sql' || now === written) return
    written = now
    readAddress()
  })

  function writeAddress(): void {
    if (route.path !== '/sql') return
    const { text, title, chart } = active.value
    const own = text.trim() === '' ? {} : toSqlParameters(chart === null ? { text } : { text, title, chart })
    const tooLong = (own['bench']?.length ?? 0) > longestShared
    if (linkNotice.value === 'too_long' || tooLong) linkNotice.value = tooLong ? 'too_long' : null
    const put = tooLong ? {} : own
    const now = JSON.stringify(addressOf(put))
    if (now === written) return
    written = now
    const others = Object.fromEntries(Object.entries(route.query).filter(([name]) => name !== 'query' && name !== 'bench'))
    void router.replace({ path: route.path, query: { ...others, ...put } })
  }
  let pause: ReturnType<typeof setTimeout> | undefined
  function settle(): void {
    clearTimeout(pause)
    kept.value = writeTabs(tabs.value, activeId.value)
    writeAddress()
  }
  watch([tabs, activeId], () => {
    clearTimeout(pause)
    pause = setTimeout(settle, 500)
  })
  // The address says from the start what is shown, so that it can be shared as it is.
  onMounted(writeAddress)
  // Leaving the editor, such as for the share button, writes at once.
  const leave = () => settle()
  addEventListener('pagehide', leave)
  document.addEventListener('focusout', leave)
  onBeforeUnmount(() => {
    clearTimeout(pause)
    writeTabs(tabs.value, activeId.value)
    removeEventListener('pagehide', leave)
    document.removeEventListener('focusout', leave)
  })

  const pageValues = computed<Readonly<Record<string, ParameterValue>>>(() => {
    const years = session.current.value?.manifest.years ?? []
    const text = (value: string | null): ParameterValue => (value === null ? { kind: 'absent', text: '' } : { kind: 'text', text: value })
    const number = (value: number | undefined): ParameterValue => (value === undefined ? { kind: 'absent', text: '' } : { kind: 'number', text: String(value) })
    return {
      from: number(choice.value.from ?? (years.length > 0 ? Math.min(...years) : undefined)),
      to: number(choice.value.to ?? (years.length > 0 ? Math.max(...years) : undefined)),
      department: text(choice.value.department),
      region: text(choice.value.region),
    }
  })
  const names = shallowRef<readonly string[]>([])
  let finding: ReturnType<typeof setTimeout> | undefined
  watch(() => active.value.text, (text) => {
    clearTimeout(finding)
    const find = () => {
      const found = text.length > searchedText || !text.includes('$') ? [] : findParameters(text).filter((name) => !/^\d/.test(name))
      if (found.join('\0') !== names.value.join('\0')) names.value = found
    }
    finding = setTimeout(find, names.value.length === 0 ? 120 : 250)
  }, { immediate: true })

  function parameterOf(name: string): TabParameter {
    const own = active.value.parameters[name]
    const value = own ?? pageValues.value[name] ?? { kind: 'text' as const, text: '' }
    return { name, value, fromPage: own === undefined && name in pageValues.value, usable: isUsable(value) && (own !== undefined || name in pageValues.value) }
  }
  const parameters = computed<readonly TabParameter[]>(() => names.value.map(parameterOf))
  function setParameter(name: string, value: ParameterValue | null): void {
    const rest = Object.fromEntries(Object.entries(active.value.parameters).filter(([key]) => key !== name))
    change(active.value.id, { parameters: value ? { ...rest, [name]: value } : rest })
  }

  /** SQL literals of the parameters that texts name; a name without a usable value comes back as missing. */
  function literalsFor(texts: readonly string[]): { readonly literals: Readonly<Record<string, string>>; readonly missing: string | null } {
    const literals: Record<string, string> = {}
    for (const name of new Set(texts.flatMap(findParameters))) {
      if (/^\d/.test(name)) continue
      const { value, usable } = parameterOf(name)
      if (!usable) return { literals, missing: name }
      const text = value.text.trim()
      // A checked number is put in as it is written: a detour through a double would cost digits.
      literals[name] = value.kind === 'absent' ? 'NULL' : value.kind === 'number' ? (text.startsWith('-') ? `(${text})` : text) : value.kind === 'date' ? `DATE ${toLiteral(text)}` : toLiteral(value.text)
    }
    return { literals, missing: null }
  }

  return { tabs, active, activeId, change, open, add, close, linkNotice, kept, parameters, setParameter, literalsFor, pageParameterNames: ['from', 'to', 'department', 'region'] as const, settle }
}
