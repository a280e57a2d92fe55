import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import type { Manifest } from './manifest.ts'

/** One hash of a dataset's content: hex SHA-256 over its files' tables, years and checksums, whatever the files' order or names, and over what is published of it. */
export function toContentHash({ files, engine }: Pick<Manifest, 'files' | 'engine'>): string {
  const lines = files.map(({ table, year, sha256: checksum }) => `${table} ${year ?? ''} ${checksum}`).toSorted()
  if (engine) lines.push(`published ${engine.published}`)
  return bytesToHex(sha256(utf8ToBytes(lines.join('\n'))))
}
