import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import * as z from 'zod/mini'
import { readStoredFile, writeStoredFile } from './stored-files.ts'

const label = z.strictObject({ zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) })

const storedDataset = z.object({
  id: z.string().check(z.regex(/^own-[0-9a-z]+$/)),
  /** The folder that holds its files now. */
  folder: z.string().check(z.regex(/^own-[0-9a-z]+~[0-9a-z]+$/)),
  title: label,
  /** ISO 8601. */
  savedAt: z.string(),
  manifestSha256: z.string(),
})

const indexSchema = z.object({
  datasets: z.array(storedDataset),
  /** Removed, and still whole for as long as it can be undone. */
  removed: z.array(z.extend(storedDataset, { removedAt: z.string() })),
})

export type StoredDataset = z.infer<typeof storedDataset>
export type StoredIndex = z.infer<typeof indexSchema>

const slotSchema = z.object({ sequence: z.int().check(z.nonnegative()), sha256: z.string(), index: z.string() })
const slots = ['index-0.json', 'index-1.json'] as const
export const emptyIndex: StoredIndex = { datasets: [], removed: [] }

interface Slot {
  readonly sequence: number
  readonly index: StoredIndex
}

async function readSlot(root: FileSystemDirectoryHandle, name: string): Promise<Slot | null> {
  try {
    const bytes = await readStoredFile(root, name)
    if (!bytes) return null
    const { sequence, sha256: promised, index } = slotSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    if (bytesToHex(sha256(utf8ToBytes(index))) !== promised) return null
    return { sequence, index: indexSchema.parse(JSON.parse(index)) }
  } catch {
    // A slot cut off while it was written: the other one holds.
    return null
  }
}

async function newest(root: FileSystemDirectoryHandle): Promise<Slot | null> {
  const found = await Promise.all(slots.map((name) => readSlot(root, name)))
  return found.reduce((best, slot) => (slot && (!best || slot.sequence > best.sequence) ? slot : best), null)
}

/** What the store holds. Two slots are written in turn, each with its checksum, so one whole index is there at every moment. */
export async function readIndex(root: FileSystemDirectoryHandle): Promise<StoredIndex> {
  return (await newest(root))?.index ?? emptyIndex
}

/** Makes an index the one that holds. Until the write is whole the one before holds. */
export async function writeIndex(root: FileSystemDirectoryHandle, index: StoredIndex): Promise<void> {
  const sequence = ((await newest(root))?.sequence ?? 0) + 1
  const text = JSON.stringify(index)
  const slot = JSON.stringify({ sequence, sha256: bytesToHex(sha256(utf8ToBytes(text))), index: text })
  await writeStoredFile(root, slots[sequence % 2] ?? slots[0], new Uint8Array(new TextEncoder().encode(slot)))
}
