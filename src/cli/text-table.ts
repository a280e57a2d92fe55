const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u
const none = /[\p{Mn}\p{Me}\p{Cf}]/u

/** The columns of a terminal that a text takes: Chinese characters take two. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += none.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

function shortened(text: string, limit: number): string {
  if (textWidth(text) <= limit) return text
  let [kept, width] = ['', 0]
  for (const character of text) {
    width += textWidth(character)
    if (width > limit - 1) break
    kept += character
  }
  return `${kept}…`
}

export interface TextTableColumn {
  readonly name: string
  readonly alignRight: boolean
}

const cellLimit = 60

/** Rows under aligned headers for a terminal; line breaks shown as `\n`, long texts cut at 60 columns. */
export function toTextTable(columns: readonly TextTableColumn[], rows: readonly (readonly string[])[]): string {
  const names = columns.map((column) => column.name)
  const cells = [names, ...rows].map((row) => row.map((cell) => shortened(cell.replaceAll('\n', '\\n'), cellLimit)))
  const widths = columns.map((_, index) => cells.reduce((most, row) => Math.max(most, textWidth(row[index] ?? '')), 0))
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - textWidth(cell)))
        return columns[index]?.alignRight ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  const [header = [], ...body] = cells
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n')
}
