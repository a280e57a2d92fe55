import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { parseFindingRemarks, withRemark, type FindingRemark, type FindingRemarks } from '@/domain/finding-remarks.ts'

const key = 'jilan.findings'

function kept(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Which findings the person has seen, and what they noted, kept in this browser. */
export const useRemarkStore = defineStore('remarks', () => {
  const all = shallowRef<FindingRemarks>(parseFindingRemarks(kept()) ?? {})
  /** False where the browser keeps nothing beyond this page. */
  const isKept = shallowRef(true)

  function set(dataset: string, finding: string, remark: FindingRemark | null): void {
    all.value = withRemark(all.value, dataset, finding, remark)
    try {
      localStorage.setItem(key, JSON.stringify(all.value))
      isKept.value = true
    } catch {
      isKept.value = false
    }
  }
  return { all, isKept, set }
})
