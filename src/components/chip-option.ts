/** One of the values that a chip offers. */
export interface ChipOption {
  readonly value: string
  readonly label: string
  readonly note?: string
}
