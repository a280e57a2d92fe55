/** A straight piece of a table's frame, in points, y upwards. */
export interface Ruling {
  readonly kind: 'across' | 'down'
  /** y of a line across, x of a line down. */
  readonly at: number
  readonly from: number
  readonly to: number
}
/** A word or letter where it stands. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly left: number
  readonly right: number
  readonly atTop: boolean
  readonly atBottom: boolean
  /** No line closes it below: the page cut it. A missing line above says nothing, browsers leave it out. */
  readonly openBottom: boolean
  readonly lines: readonly string[]
}
export interface PageGrid {
  readonly cells: readonly GridCell[]
  readonly rowTops: readonly number[]
  /** Text that stands in no cell. */
  readonly outside: readonly PlacedText[]
}

const near = 2.5

function cluster(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((left, right) => left - right)
  const groups: number[][] = []
  for (const value of sorted) {
    const last = groups.at(-1)
    if (last && value - (last[0] ?? value) <= near) last.push(value)
    else groups.push([value])
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
}

function covers(rulings: readonly Ruling[], at: number, from: number, to: number): boolean {
  let covered = 0
  for (const ruling of rulings) if (Math.abs(ruling.at - at) <= near) covered += Math.max(0, Math.min(ruling.to, to) - Math.max(ruling.from, from))
  return covered >= (to - from) * 0.6
}

/** Letters of one cell as its lines, top to bottom. */
export function toTextLines(texts: readonly PlacedText[]): readonly string[] {
  const lines: PlacedText[][] = []
  for (const text of [...texts].sort((left, right) => right.y - left.y || left.x - right.x)) {
    const line = lines.at(-1)
    if (line && Math.abs((line[0]?.y ?? text.y) - text.y) <= Math.max(2, text.height * 0.4)) line.push(text)
    else lines.push([text])
  }
  return lines.map((line) => {
    let joined = ''
    let end = Number.NaN
    for (const text of line.sort((left, right) => left.x - right.x)) {
      if (text.x - end > Math.max(1.5, text.height * 0.25) && !joined.endsWith(' ') && !text.text.startsWith(' ')) joined += ' '
      joined += text.text
      end = text.x + text.width
    }
    return joined
  })
}

/** pdf.js joins runs that stand close, over a cell's border too: cut at the space there. */
function splitAtLines(text: PlacedText, down: readonly Ruling[]): readonly PlacedText[] {
  const crossed = /\S\s+\S/.test(text.text) && down.some((ruling) => ruling.at > text.x + 1 && ruling.at < text.x + text.width - 1 && ruling.from <= text.y + text.height && ruling.to >= text.y)
  if (!crossed) return [text]
  const weigh = (part: string): number => [...part].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2000 ? 2 : 1), 0)
  const whole = weigh(text.text)
  let before = 0
  return text.text.split(/(\s+)/).flatMap((part) => {
    const width = (text.width * weigh(part)) / whole
    const x = text.x + before
    before += width
    return part.trim() === '' ? [] : [{ ...text, text: part, x, width }]
  })
}

const mostLines = 300

/** Finds the cells that the lines of a page enclose, merged ones as one, and puts each text into its cell. Null where there is no frame. */
export function toPageGrid(rulings: readonly Ruling[], texts: readonly PlacedText[]): PageGrid | null {
  const across = rulings.filter((ruling) => ruling.kind === 'across' && ruling.to - ruling.from > 4)
  const down = rulings.filter((ruling) => ruling.kind === 'down' && ruling.to - ruling.from > 4)
  const xs = cluster(down.map((ruling) => ruling.at))
  const ys = [...cluster([...across.map((ruling) => ruling.at), ...down.flatMap((ruling) => [ruling.from, ruling.to])])].reverse()
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  if (columns < 1 || rows < 1 || columns > mostLines || rows > mostLines) return null
  const id = (row: number, column: number): number => row * columns + column
  const parent = Array.from({ length: rows * columns }, (_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) at = parent[at] = parent[parent[at] ?? at] ?? at
    return at
  }
  const y = (index: number): number => ys[index] ?? 0
  const x = (index: number): number => xs[index] ?? 0
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (column + 1 < columns && !covers(down, x(column + 1), y(row + 1), y(row))) parent[root(id(row, column + 1))] = root(id(row, column))
      if (row + 1 < rows && !covers(across, y(row + 1), x(column), x(column + 1))) parent[root(id(row + 1, column))] = root(id(row, column))
    }
  }
  const members = new Map<number, { readonly row: number; readonly column: number }[]>()
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) members.set(root(id(row, column)), [...(members.get(root(id(row, column))) ?? []), { row, column }])
  const inside = new Map<number, PlacedText[]>()
  const outside: PlacedText[] = []
  for (const text of texts.flatMap((text) => splitAtLines(text, down))) {
    const [centreX, centreY] = [text.x + text.width / 2, text.y + text.height * 0.35]
    const column = xs.findLastIndex((edge) => edge <= centreX)
    const row = ys.findLastIndex((edge) => edge >= centreY)
    if (column < 0 || column >= columns || row < 0 || row >= rows) outside.push(text)
    else inside.set(root(id(row, column)), [...(inside.get(root(id(row, column))) ?? []), text])
  }
  const cells = [...members].map(([key, parts]): GridCell => {
    const top = Math.min(...parts.map((part) => part.row))
    const bottom = Math.max(...parts.map((part) => part.row)) + 1
    const left = Math.min(...parts.map((part) => part.column))
    const right = Math.max(...parts.map((part) => part.column)) + 1
    return {
      row: top,
      column: left,
      left: x(left),
      right: x(right),
      atTop: top === 0,
      atBottom: bottom === rows,
      openBottom: !covers(across, y(bottom), x(left), x(right)),
      lines: toTextLines(inside.get(key) ?? []),
    }
  })
  return { cells: cells.sort((left, right) => left.row - right.row || left.column - right.column), rowTops: ys.slice(0, -1), outside }
}
