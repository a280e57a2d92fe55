export type TargetOperator = '>=' | '>' | '=' | '<' | '<=' | 'range'
export interface TargetReading {
  readonly target_kind: 'quantitative' | 'qualitative' | null
  readonly target_operator: TargetOperator | null
  readonly target_value: string | null
  readonly target_high: string | null
  readonly target_unit: string | null
  readonly actual_value: string | null
  readonly attained: boolean | null
}
export function parseTarget(_target: string | null, _actual: string | null): TargetReading {
  return { target_kind: null, target_operator: null, target_value: null, target_high: null, target_unit: null, actual_value: null, attained: null }
}
