/** A prepared file of a dataset: what it holds, and the year that it is about where it is of one. */
export interface PreparedFile {
  readonly path: string
  readonly kind: string
  readonly year: number | null
}

/** The prepared files of a dataset, wherever they lie. */
export interface PreparedFiles {
  readonly files: readonly PreparedFile[]
  /** A whole file. Rejects where it can't be had or is not the one that was promised. */
  readonly read: (path: string) => Promise<Uint8Array<ArrayBuffer>>
  /** Bytes of a file, from one up to another. Rejects where they can't be had. */
  readonly readRange: (path: string, from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>
}

/** The files of a kind, by year and then by path. */
export function filesOfKind({ files }: PreparedFiles, kind: string): readonly PreparedFile[] {
  return files.filter((file) => file.kind === kind).toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0) || (a.path < b.path ? -1 : 1))
}
