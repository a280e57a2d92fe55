/** A step of a query plan. Times are seconds of this step alone; null where the plan was not run. */
export interface PlanStep {
  readonly name: string
  readonly details: readonly { readonly name: string; readonly text: string }[]
  readonly seconds: number | null
  readonly rows: number | null
  readonly estimatedRows: number | null
  readonly children: readonly PlanStep[]
}

export interface QueryPlan {
  readonly steps: readonly PlanStep[]
  /** Of the whole run; null for a plan that was not run. */
  readonly seconds: number | null
}

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toStep(value: unknown): PlanStep | null {
  if (!isFields(value)) return null
  const info = isFields(value['extra_info']) ? value['extra_info'] : {}
  const estimate = Number(info['Estimated Cardinality'] ?? Number.NaN)
  const details = Object.entries(info).flatMap(([name, text]) => {
    const shown = Array.isArray(text) ? text.map(String).join(', ') : String(text)
    return name === 'Estimated Cardinality' || shown === '' ? [] : [{ name, text: shown }]
  })
  const number = (name: string) => (typeof value[name] === 'number' ? value[name] : null)
  return {
    name: String(value['operator_name'] ?? value['operator_type'] ?? value['name'] ?? '').trim(),
    details,
    seconds: number('operator_timing'),
    rows: number('operator_cardinality'),
    estimatedRows: Number.isFinite(estimate) ? estimate : null,
    children: toSteps(value['children']),
  }
}

function toSteps(value: unknown): readonly PlanStep[] {
  return Array.isArray(value) ? value.flatMap((each) => toStep(each) ?? []) : []
}

/** Reads what EXPLAIN (FORMAT json) and EXPLAIN (ANALYZE, FORMAT json) answer; null where it is something else. */
export function parsePlan(text: string): QueryPlan | null {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return { steps: toSteps(value), seconds: null }
    if (!isFields(value)) return null
    const steps = toSteps(value['children'])
    const inner = steps.flatMap((step) => (step.name === 'EXPLAIN_ANALYZE' ? step.children : [step]))
    const all = (list: readonly PlanStep[]): number => list.reduce((sum, step) => sum + (step.seconds ?? 0) + all(step.children), 0)
    const latency = typeof value['latency'] === 'number' && value['latency'] > 0 ? value['latency'] : all(inner)
    return { steps: inner, seconds: latency }
  } catch {
    return null
  }
}
