import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import type { Manifest } from './manifest.ts'

/** One hash of a dataset's content: hex SHA-256 over its files' tables, years and checksums, whatever the files' order or names. */
export function toContentHash({ files }: Pick<Manifest, 'files'>): string {
  const lines = files.map(({ table, year, sha256: checksum }) => `${table} ${year ?? ''} ${checksum}`).toSorted()
  return bytesToHex(sha256(utf8ToBytes(lines.join('\n'))))
}
