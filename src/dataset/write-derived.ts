import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import type { DerivedFile } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'
import { makeDerived, type MadeFile, type StatementsAhead } from '@/rollups/make-derived.ts'

/** The questions that a page asks before anyone has chosen anything, of the rows that an engine holds. */
export type AskedAhead = (engine: Engine) => Promise<StatementsAhead>

/** Writes files that were made for speed as they come; `files` is what a manifest says of them. */
export function takeDerived(write: (path: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>): { readonly files: readonly DerivedFile[]; readonly take: (file: MadeFile) => Promise<void> } {
  const files: DerivedFile[] = []
  return {
    files,
    take: async ({ path, kind, year, bytes }) => {
      await write(path, bytes)
      files.push({ path, kind, year, bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) })
    },
  }
}

/** Makes what an engine's rows give for speed, but for a table file, one file after the other. */
export async function writeDerived(engine: Engine, { askedAhead, splitOver }: { readonly askedAhead?: AskedAhead | undefined; readonly splitOver?: number | undefined }, take: (file: MadeFile) => Promise<void>): Promise<void> {
  const asked = askedAhead ? { statements: await askedAhead(engine) } : {}
  for await (const file of makeDerived(engine, { ...asked, ...(splitOver === undefined ? {} : { splitOver }) })) await take(file)
}
