import { listZip } from './zip-entries.ts'
import type { FileKind } from './imported-file.ts'

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function indexOfText(bytes: Uint8Array, text: string, most: number): number {
  return new TextDecoder('latin1').decode(bytes.subarray(0, most)).indexOf(text)
}

/** What a file is, by what it begins with, whatever its name says. Text comes back as 'text'. */
export function detectKind(bytes: Uint8Array): Exclude<FileKind, 'form' | 'csv' | 'unknown'> | 'text' {
  if (startsWith(bytes, [0x50, 0x4b])) {
    const listing = listZip(bytes)
    const workbook = 'entries' in listing && listing.entries.some((entry) => /^xl\/workbook\.(?:xml|bin)$/.test(entry.name))
    return workbook ? 'xlsx' : 'zip'
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'xlsx'
  if (startsWith(bytes, [0x50, 0x41, 0x52, 0x31])) return 'parquet'
  return indexOfText(bytes, '%PDF-', 1024) >= 0 ? 'pdf' : 'text'
}
