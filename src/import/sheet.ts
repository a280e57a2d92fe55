/** A table of text cells out of a file, before anyone knows what it means. */
export interface Sheet {
  /** The worksheet's name; absent in a file that is one table. */
  readonly sheet?: string
  readonly rows: readonly SheetRow[]
}
export interface SheetRow {
  /** The row's number as a person sees it in the file, from 1. */
  readonly row: number
  readonly cells: readonly string[]
}
