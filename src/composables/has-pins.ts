export const pinsKey = 'jilan.bench.pins'

/** Whether queries are pinned in this browser, before anything that shows them is here. */
export function hasPins(): boolean {
  try {
    return (localStorage.getItem(pinsKey) ?? '[]') !== '[]'
  } catch {
    return false
  }
}
