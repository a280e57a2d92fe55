/** Something that a search found, and where it leads. */
export interface SearchHit {
  readonly kind: 'department' | 'project' | 'indicator'
  readonly name: string
  /** The project's id; for the others their name. */
  readonly key: string
  readonly note: string
}
