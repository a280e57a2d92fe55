import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'

/** Who a project is, over the years. */
export interface ProjectIdentity {
  readonly region: string | null
  readonly department: string
  readonly unit: string | null
  readonly project: string
}

/** The id of a project, the same in every year: 16 hex digits of SHA-256 (DATA.md §2). A left-out unit is the department. */
export function toProjectId(identity: ProjectIdentity): string {
  const parts = [identity.region ?? '', identity.department, identity.unit ?? identity.department, identity.project]
  return bytesToHex(sha256(utf8ToBytes(parts.join('\u001F').normalize('NFKC')))).slice(0, 16)
}

/** The id of one form: a project in a year. */
export function toFormId(projectId: string, year: number): string {
  return `${projectId}-${year}`
}
