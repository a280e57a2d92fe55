import { Inflate } from 'fflate'
import { decodeText } from './text-encoding.ts'
import { limits } from './limits.ts'

export type ZipProblem = 'not-a-zip' | 'encrypted' | 'too-many-entries' | 'too-large' | 'damaged' | 'unsupported' | 'unsafe-name'
export interface ZipEntry {
  readonly name: string
  readonly read: () => Uint8Array<ArrayBuffer> | ZipProblem
}
export type ZipListing = { readonly entries: readonly ZipEntry[] } | { readonly problem: ZipProblem }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

/** Names in archives made on Chinese Windows are GBK without saying so. */
function nameOf(bytes: Uint8Array): string {
  return decodeText(bytes)?.text ?? new TextDecoder('latin1').decode(bytes)
}

function isUnsafe(name: string): boolean {
  return name.split(/[\\/]/).includes('..') || /^[\\/]|^[a-z]:|\0/i.test(name)
}

/** Lists an archive by its directory. Entries inflate one at a time, each within bounds: no size in the archive is believed. */
export function listZip(bytes: Uint8Array): ZipListing {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535 && end < 0; at -= 1) if (view.getUint32(at, true) === endSignature) end = at
  if (end < 0) return { problem: 'not-a-zip' }
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (at === 0xffffffff || count === 0xffff) return { problem: 'unsupported' }
  if (count > limits.entries) return { problem: 'too-many-entries' }
  const budget = { left: limits.archiveBytes }
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) return { problem: 'damaged' }
    const [flags, method, compressed] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 20, true)]
    const [nameLength, extraLength, commentLength, offset] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)]
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength))
    if (!/[\\/]$/.test(name)) {
      entries.push({
        name,
        read: () => {
          if (isUnsafe(name)) return 'unsafe-name'
          if ((flags & 1) !== 0) return 'encrypted'
          if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) return 'damaged'
          const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
          if (start + compressed > bytes.length) return 'damaged'
          return inflate(bytes.subarray(start, start + compressed), method, budget)
        },
      })
    }
    at += 46 + nameLength + extraLength + commentLength
  }
  return { entries }
}

function inflate(data: Uint8Array, method: number, budget: { left: number }): Uint8Array<ArrayBuffer> | ZipProblem {
  const most = Math.min(limits.entryBytes, budget.left)
  if (method !== 0 && method !== 8) return 'unsupported'
  const output = { chunks: method === 0 ? [data] : [], size: method === 0 ? data.length : 0, finished: method === 0 }
  if (method === 8) {
    const stream = new Inflate((chunk, final) => {
      output.size += chunk.length
      output.finished = final
      if (output.size <= most) output.chunks.push(chunk)
    })
    try {
      // Deflate grows a thousandfold at most: small steps keep what one step can add small.
      for (let from = 0; from < data.length && output.size <= most; from += 16_384) stream.push(data.subarray(from, from + 16_384), from + 16_384 >= data.length)
    } catch {
      return 'damaged'
    }
  }
  if (output.size > most) return 'too-large'
  if (!output.finished) return 'damaged'
  budget.left -= output.size
  return joined(output.chunks, output.size)
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let to = 0
  for (const chunk of chunks) {
    whole.set(chunk, to)
    to += chunk.length
  }
  return whole
}

/** Whether every entry inflates within bounds, for readers that inflate by themselves. */
export function checkZip(bytes: Uint8Array): ZipProblem | null {
  const listing = listZip(bytes)
  if ('problem' in listing) return listing.problem
  for (const entry of listing.entries) {
    const read = entry.read()
    if (typeof read === 'string' && read !== 'unsafe-name') return read
  }
  return null
}
