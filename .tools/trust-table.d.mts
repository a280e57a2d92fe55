import type { TrustSubject } from '../test/support/trust-record.ts'

export interface TrustRecord extends TrustSubject {
  readonly id: string
  readonly tried: number
  readonly failed: number
  readonly notes: Readonly<Record<string, string | number>>
}

export function toTrustTable(records: readonly TrustRecord[]): string
export function withTables(text: string, tables: Readonly<Record<string, string>>, made: string): string
