/** What one file may cost. Beyond it a file is refused by name, whatever it claims about itself. */
export const limits = {
  /** Bytes of one file as dropped. Check a file's size before reading it. */
  fileBytes: 512 * 1024 * 1024,
  /** Bytes of one entry of an archive, inflated. */
  entryBytes: 256 * 1024 * 1024,
  /** Bytes of all entries together, inflated. */
  archiveBytes: 768 * 1024 * 1024,
  entries: 5000,
  /** Rows of one sheet. */
  rows: 1_000_000,
  columns: 1024,
  /** Sheets of one workbook, pages of one pdf. */
  sheets: 200,
  pages: 2000,
  /** Bytes of the text of forms; a thousand forms are 3 MB. */
  formBytes: 64 * 1024 * 1024,
} as const
