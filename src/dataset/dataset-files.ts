import { joinedBytes } from '@/domain/joined-bytes.ts'
import type { ManifestFile } from '@/domain/manifest.ts'
import { DatasetError, fileProblem } from './dataset-error.ts'
import { watchPolicy } from './policy-watch.ts'

export interface ReadOptions {
  readonly signal?: AbortSignal
  /** Called with the bytes read so far. */
  readonly onBytes?: (bytes: number) => void
}

/** The files of a dataset folder, wherever it lies. `read` throws DatasetError where a file can't be had. */
export interface DatasetFiles {
  readonly read: (path: string, options?: ReadOptions) => Promise<Uint8Array<ArrayBuffer>>
  /** Bytes of a file, from one up to another, without the rest of it. Left out where only whole files can be had. */
  readonly readRange?: (path: string, from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>
}

/** Bytes of a file, from one up to another, however they can be had. Throws DatasetError where the file ends before. */
export async function readRange(files: DatasetFiles, path: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = files.readRange ? await files.readRange(path, from, to) : (await files.read(path)).slice(from, to)
  if (bytes.length !== to - from) throw new DatasetError([fileProblem(path, 'wrong-size', { zh: `文件不完整：缺第 ${from} 到 ${to} 字节`, en: `the file is not whole: bytes ${from} to ${to} are missing` })])
  return bytes
}

async function readBody(response: Response, { signal, onBytes }: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body.getReader()
  for (;;) {
    signal?.throwIfAborted()
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
    onBytes?.(length)
  }
  return joinedBytes(chunks)
}

function forbidden(url: string): DatasetError {
  const { origin } = new URL(url)
  return new DatasetError([
    fileProblem(url, 'forbidden-by-policy', {
      zh: `本站的内容安全策略不允许从 ${origin} 读取数据。可以下载这份数据集再导入；要允许它，部署时设 JILAN_CONNECT_SRC=${origin}`,
      en: `this site's content security policy allows no data from ${origin}. Download the dataset and import it; to allow the address, deploy with JILAN_CONNECT_SRC=${origin}`,
    }),
  ])
}

/** A dataset behind an address: `manifestUrl` is its manifest.json, the files lie beside it. */
export function fetchedFiles(manifestUrl: string): DatasetFiles {
  const whole = new Map<string, Uint8Array<ArrayBuffer>>()

  async function request(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const url = new URL(path === 'manifest.json' ? '' : path.split('/').map(encodeURIComponent).join('/'), manifestUrl).href
    const absent = (reason: string) => new DatasetError([fileProblem(path, 'not-found', { zh: `读不到 ${url}：${reason}`, en: `can't read ${url}: ${reason}` })])
    const policy = watchPolicy(url)
    let response: Response
    try {
      response = await fetch(url, signal ? { ...init, signal } : init)
    } catch (error) {
      signal?.throwIfAborted()
      throw (await policy.refused()) ? forbidden(url) : absent(error instanceof Error ? error.message : String(error))
    } finally {
      policy.stop()
    }
    if (!response.ok) throw absent(`HTTP ${response.status}`)
    // A static host answers an unknown address with its index page.
    if (path === 'manifest.json' && response.headers.get('content-type')?.includes('text/html')) throw absent('HTTP 404')
    return response
  }

  return {
    read: async (path, options = {}) => readBody(await request(path, {}, options.signal), options),
    readRange: async (path, from, to) => {
      const known = whole.get(path)
      if (known) return known.slice(from, to)
      const response = await request(path, { headers: { Range: `bytes=${from}-${to - 1}` } })
      const bytes = await readBody(response, {})
      if (response.status === 206) return bytes
      // A host that knows no ranges sent all of it: once is enough.
      whole.set(path, bytes)
      return bytes.slice(from, to)
    },
  }
}

/** Hex SHA-256, or null where the page has no secure context and so no hash in the browser. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (!subtle) return null
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Throws DatasetError unless the bytes are those that the manifest promises. */
export async function checkFile(file: Pick<ManifestFile, 'path' | 'bytes' | 'sha256'>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (bytes.length !== file.bytes) {
    throw new DatasetError([fileProblem(file.path, 'wrong-size', { zh: `文件不完整：应有 ${file.bytes} 字节，实有 ${bytes.length} 字节`, en: `the file is not whole: ${file.bytes} bytes expected, ${bytes.length} found` })])
  }
  const hash = await sha256Hex(bytes)
  if (hash !== null && hash !== file.sha256) {
    throw new DatasetError([fileProblem(file.path, 'wrong-checksum', { zh: '文件内容与清单中的校验和不符', en: "the file's content differs from the checksum in the manifest" })])
  }
}
