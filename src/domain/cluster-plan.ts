import type { PlanStep, QueryPlan } from './sql-plan.ts'

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function estimateOf(value: unknown): number | null {
  const [estimate] = Array.isArray(value) ? value : []
  // What is not known comes as the text NaN.
  const rows = isFields(estimate) ? estimate['outputRowCount'] : null
  return typeof rows === 'number' && Number.isFinite(rows) ? Math.round(rows) : null
}

function toSteps(value: unknown): readonly PlanStep[] {
  if (!Array.isArray(value)) return []
  return value.filter(isFields).map((step) => {
    const described = Object.entries(isFields(step['descriptor']) ? step['descriptor'] : {}).map(([name, text]) => ({ name, text: String(text) }))
    const notes = Array.isArray(step['details']) ? step['details'].map((text) => ({ name: '', text: String(text) })) : []
    return { name: String(step['name'] ?? ''), details: [...described, ...notes].filter(({ text }) => text !== '' && text !== '[]'), seconds: null, rows: null, estimatedRows: estimateOf(step['estimates']), children: toSteps(step['children']) }
  })
}

/** Reads what Trino's EXPLAIN (TYPE LOGICAL, FORMAT JSON) answers; null where it is something else. */
export function parseClusterPlan(text: string): QueryPlan | null {
  try {
    const value: unknown = JSON.parse(text)
    const steps = toSteps([value])
    return steps.some(({ name }) => name !== '') ? { steps, seconds: null } : null
  } catch {
    return null
  }
}
