export type StoreFailure = 'refused' | 'full' | 'broken'

/** The browser's store can't be used, is full, or failed in the middle. What was there before stays. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  constructor(
    readonly failure: StoreFailure,
    options?: ErrorOptions,
  ) {
    super(failure, options)
  }
}

/** Any failure of the file system as a StoreError; others stay as they are. */
export function toStoreError(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError') return new StoreError('full', { cause: error })
  if (name === 'SecurityError' || name === 'NotAllowedError') return new StoreError('refused', { cause: error })
  if (error instanceof DOMException && name !== 'AbortError') return new StoreError('broken', { cause: error })
  return error
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError')
}

async function folderOf(root: FileSystemDirectoryHandle, parts: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> {
  let folder = root
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create })
  return folder
}

/** The bytes of a file below a folder, all or from one up to another; null where there is none. */
export async function readStoredFile(root: FileSystemDirectoryHandle, path: string, range?: { readonly from: number; readonly to: number }): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts = path.split('/')
  try {
    const folder = await folderOf(root, parts.slice(0, -1), false)
    const file = await (await folder.getFileHandle(parts.at(-1) ?? '')).getFile()
    return new Uint8Array(await (range ? file.slice(range.from, range.to) : file).arrayBuffer())
  } catch (error) {
    if (isAbsent(error)) return null
    throw toStoreError(error)
  }
}

/** Writes a file below a folder, making the folders on its way. */
export async function writeStoredFile(root: FileSystemDirectoryHandle, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const parts = path.split('/')
  try {
    const folder = await folderOf(root, parts.slice(0, -1), true)
    const handle = await folder.getFileHandle(parts.at(-1) ?? '', { create: true })
    // Safari before 26 writes only through the handle that workers have.
    if (!('createWritable' in handle)) {
      const access = await (handle as FileSystemFileHandle).createSyncAccessHandle()
      try {
        access.truncate(0)
        access.write(bytes, { at: 0 })
        access.flush()
      } finally {
        access.close()
      }
      return
    }
    const writable = await handle.createWritable()
    try {
      await writable.write(bytes)
    } catch (error) {
      await writable.abort().catch(() => undefined)
      throw error
    }
    await writable.close()
  } catch (error) {
    throw toStoreError(error)
  }
}
