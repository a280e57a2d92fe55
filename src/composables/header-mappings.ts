import * as z from 'zod/mini'
import { tableNames } from '@/domain/tables.ts'
import type { HeaderMapping } from '@/import/header-match.ts'

const key = 'jilan:header-mappings'
const mostKept = 200
const kept = z.record(z.string(), z.object({ table: z.enum(tableNames), columns: z.record(z.string(), z.string()) }))

/** What persons said headers mean, by the header's signature: remembered by this browser, as far as it lets us. */
export function readMappings(): Readonly<Record<string, HeaderMapping>> {
  try {
    return kept.parse(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return {}
  }
}

export function keepMapping(signature: string, mapping: HeaderMapping): Readonly<Record<string, HeaderMapping>> {
  const { [signature]: _, ...others } = readMappings()
  const all = Object.fromEntries([...Object.entries(others), [signature, mapping] as const].slice(-mostKept))
  try {
    localStorage.setItem(key, JSON.stringify(all))
  } catch {
    // Storage refused: the mapping serves this import.
  }
  return all
}
