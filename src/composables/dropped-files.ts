/** A file to import, with the name that the report calls it by: its own, or its path inside the folder that was given. */
export interface PickedFile {
  readonly name: string
  readonly file: File
}

/** In a folder only these are meant; a file that was picked by itself is always tried. */
const readable = /\.(?:txt|pdf|csv|tsv|xlsx|xls|parquet|zip)$/i
const mostFiles = 20_000

function inOrder(files: readonly PickedFile[]): readonly PickedFile[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** What a file input or a folder picker gave. */
export function pickedFiles(list: FileList): readonly PickedFile[] {
  const files = [...list].map((file) => ({ file, path: file.webkitRelativePath.split('/').slice(1).join('/') }))
  const inFolder = files.filter(({ path, file }) => path !== '' && readable.test(file.name) && !file.name.startsWith('.'))
  return [...files.filter(({ path }) => path === '').map(({ file }) => ({ name: file.name, file })), ...inOrder(inFolder.map(({ path, file }) => ({ name: path, file })))]
}

function readEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}
function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

async function filesUnder(folder: FileSystemDirectoryEntry, path: string, found: PickedFile[]): Promise<void> {
  const reader = folder.createReader()
  // A reader hands its entries out in parts, and an empty part at the end.
  for (let part = await readEntries(reader); part.length > 0; part = await readEntries(reader)) {
    for (const entry of part) {
      if (found.length >= mostFiles || entry.name.startsWith('.')) continue
      const name = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory) await filesUnder(entry as FileSystemDirectoryEntry, name, found)
      else if (readable.test(entry.name)) found.push({ name, file: await fileOf(entry as FileSystemFileEntry) })
    }
  }
}

/** What was dropped: files, and the files in folders. The transfer must be read before the event is over. */
export function droppedFiles(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }))
  const plain = [...transfer.files]
  return (async () => {
    if (items.length === 0) return plain.map((file) => ({ name: file.name, file }))
    const files: PickedFile[] = []
    for (const { entry, file } of items) {
      if (entry?.isDirectory) {
        const inside: PickedFile[] = []
        await filesUnder(entry as FileSystemDirectoryEntry, '', inside)
        files.push(...inOrder(inside))
      } else if (file) files.push({ name: file.name, file })
    }
    return files
  })()
}
