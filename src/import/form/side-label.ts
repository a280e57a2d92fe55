import { compact, type FormLine } from './form-lines.ts'

interface Piece {
  readonly index: number
  readonly text: string
}
interface Path {
  readonly pieces: readonly Piece[]
  readonly neighbours: number
}

/**
 * A label printed down the side of a table comes in pieces, between or inside the cells beside it ("绩", later "效",
 * "指", "标"). Gives the lines without it. A cell may end in the same characters: the pieces that stand together are
 * the label's; where no way spells the label whole, nothing is taken.
 */
export function withoutSideLabel(lines: readonly FormLine[], label: string): readonly FormLine[] {
  const pieces = lines.flatMap((line, index): readonly Piece[] => {
    const text = compact(line.text)
    return text !== '' && text.length <= label.length && label.includes(text) ? [{ index, text }] : []
  })
  const taken = spell(pieces, label)
  if (taken) {
    const gone = new Set(taken.pieces.map((piece) => piece.index))
    return keepMarks(lines, gone)
  }
  return withoutLeadingCell(lines, label)
}

function spell(pieces: readonly Piece[], label: string): Path | null {
  // bestAt[n]: the best path that has spelled n characters of the label so far.
  const bestAt: (Path | null)[] = Array.from({ length: label.length + 1 }, () => null)
  const endingHere: (Path | null)[] = Array.from({ length: label.length + 1 }, () => null)
  bestAt[0] = { pieces: [], neighbours: 0 }
  let previous = -2
  for (const piece of pieces) {
    const endings: (readonly [number, Path])[] = []
    for (let from = 0; from + piece.text.length <= label.length; from += 1) {
      if (!label.startsWith(piece.text, from)) continue
      const apart = bestAt[from]
      const beside = piece.index === previous + 1 ? endingHere[from] : null
      const options: Path[] = []
      if (apart) options.push({ pieces: [...apart.pieces, piece], neighbours: apart.neighbours })
      if (beside) options.push({ pieces: [...beside.pieces, piece], neighbours: beside.neighbours + 1 })
      const best = options.reduce<Path | null>((chosen, option) => (better(option, chosen) ? option : chosen), null)
      if (best) endings.push([from + piece.text.length, best])
    }
    endingHere.fill(null)
    for (const [end, path] of endings) {
      endingHere[end] = path
      if (better(path, bestAt[end] ?? null)) bestAt[end] = path
    }
    previous = piece.index
  }
  return bestAt[label.length] ?? null
}

function better(path: Path, than: Path | null): boolean {
  if (!than) return true
  return path.neighbours + (path.pieces.length === 1 ? 10 : 0) > than.neighbours + (than.pieces.length === 1 ? 10 : 0)
}

/** A line that is taken out hands its page break and blank line on to the next one. */
function keepMarks(lines: readonly FormLine[], gone: ReadonlySet<number>): readonly FormLine[] {
  const kept: FormLine[] = []
  let blankBefore = false
  let breakBefore = false
  lines.forEach((line, index) => {
    if (gone.has(index)) {
      blankBefore ||= line.blankBefore
      breakBefore ||= line.breakBefore
      return
    }
    kept.push(blankBefore || breakBefore ? { ...line, blankBefore: line.blankBefore || blankBefore, breakBefore: line.breakBefore || breakBefore } : line)
    blankBefore = false
    breakBefore = false
  })
  return kept
}

function withoutLeadingCell(lines: readonly FormLine[], label: string): readonly FormLine[] {
  return lines.map((line) => {
    const at = line.cells.findIndex((cell) => cell !== '')
    const first = line.cells[at] ?? ''
    if (line.cells.length < 2 || compact(first) !== label) return line
    const cells = line.cells.slice(at + 1)
    return { ...line, cells, text: line.strict ? cells.join('\t') : line.text.trimStart().slice(first.length).trimStart() }
  })
}
