import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import type { AnswerWidths } from './use-answer-widths.ts'
import type { HeldAnswer } from './use-bench.ts'

/** Browsers give up on elements taller than about 17 million pixels; beyond this the scrollbar is scaled. */
const tallest = 8_000_000

export interface AnswerScrollSource {
  readonly box: Ref<HTMLElement | null>
  readonly answer: Ref<HeldAnswer | null>
  readonly count: Ref<number>
  readonly widths: Pick<AnswerWidths, 'widths' | 'edges' | 'numberWidth'>
}

export type AnswerScroll = ReturnType<typeof useAnswerScroll>

/** The part of an answer on screen, as rows and columns from 0, and the ways to move it; heights and places are in pixels. */
export function useAnswerScroll({ box, answer, count, widths: { widths, edges, numberWidth } }: AnswerScrollSource) {
  /** Heights grow with the size of text that the person has set in the browser. */
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const rowHeight = Math.round(rem * 1.75)
  const headHeight = Math.round(rem * 2.75)

  const height = ref(400)
  const width = ref(800)
  const top = ref(0)
  const left = ref(0)

  const realHeight = computed(() => count.value * rowHeight)
  const scaled = computed(() => realHeight.value > tallest)
  const bodyHeight = computed(() => Math.min(tallest, realHeight.value))
  const visible = computed(() => Math.max(0, height.value - headHeight))
  const lastTop = computed(() => Math.max(0, realHeight.value - visible.value))
  const fits = computed(() => Math.min(560, headHeight + Math.max(1, count.value) * rowHeight + 18))

  const rows = computed(() => {
    const from = Math.max(0, Math.floor(top.value / rowHeight) - 6)
    const to = Math.min(count.value, Math.ceil((top.value + visible.value) / rowHeight) + 6)
    // A short answer is there as a whole, so that the browser's own search and screen readers find all of it.
    return count.value <= 120 && count.value * widths.value.length <= 4000 ? { from: 0, to: count.value } : { from, to }
  })
  const shownColumns = computed(() => {
    const columnCount = widths.value.length
    if (columnCount <= 24) return { from: 0, to: columnCount }
    const right = left.value + width.value
    let from = 0
    while (from < columnCount - 1 && (edges.value[from + 1] ?? 0) < left.value) from += 1
    let to = from
    while (to < columnCount && (edges.value[to] ?? 0) < right) to += 1
    return { from: Math.max(0, from - 2), to: Math.min(columnCount, to + 2) }
  })

  let wanted = -1
  function onScroll(): void {
    const element = box.value
    if (!element) return
    left.value = element.scrollLeft
    if (!scaled.value) {
      top.value = element.scrollTop
      return
    }
    // Ours: the exact place is known better than the scaled scrollbar tells it.
    if (Math.abs(element.scrollTop - wanted) < 1.5) return
    top.value = (element.scrollTop / Math.max(1, bodyHeight.value - visible.value)) * lastTop.value
  }
  function scrollTo(place: number): void {
    const element = box.value
    if (!element) return
    top.value = Math.min(lastTop.value, Math.max(0, place))
    wanted = scaled.value ? (top.value / Math.max(1, lastTop.value)) * (bodyHeight.value - visible.value) : top.value
    element.scrollTop = wanted
    wanted = element.scrollTop
  }
  function onWheel(event: WheelEvent): void {
    if (!scaled.value || event.deltaY === 0 || event.ctrlKey) return
    event.preventDefault()
    scrollTo(top.value + (event.deltaMode === 1 ? event.deltaY * rowHeight : event.deltaY))
  }
  /** Scrolls as little as it takes to show a cell as a whole. */
  function reveal({ row, column }: { readonly row: number; readonly column: number }): void {
    const element = box.value
    if (!element) return
    if (row * rowHeight < top.value) scrollTo(row * rowHeight)
    else if ((row + 1) * rowHeight > top.value + visible.value) scrollTo((row + 1) * rowHeight - visible.value)
    const [from, wide] = [edges.value[column] ?? 0, widths.value[column] ?? 0]
    if (from - numberWidth.value < element.scrollLeft) element.scrollLeft = from - numberWidth.value
    else if (from + wide > element.scrollLeft + width.value) element.scrollLeft = from + wide - width.value
  }

  watch(answer, () => (top.value = 0))

  let watching: ResizeObserver | null = null
  onMounted(() => {
    const element = box.value
    if (!element) return
    const measure = () => {
      height.value = element.clientHeight
      width.value = element.clientWidth
    }
    watching = new ResizeObserver(measure)
    watching.observe(element)
    measure()
    // Vue's own listener is passive on scrollers in some browsers; this one has to hold the wheel.
    element.addEventListener('wheel', onWheel, { passive: false })
  })
  onBeforeUnmount(() => watching?.disconnect())

  return { rowHeight, headHeight, bodyHeight, fits, visible, top, rows, shownColumns, onScroll, scrollTo, reveal }
}
