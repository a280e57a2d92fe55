export interface GoalLine {
  readonly text: string
  readonly width: number
  readonly blankBefore: boolean
  readonly breakBefore: boolean
}
export interface GoalSplit {
  readonly expected: readonly string[]
  readonly actual: readonly string[]
  readonly uncertain: boolean
}

interface Candidate {
  readonly expected: readonly GoalLine[]
  readonly actual: readonly GoalLine[]
  readonly cost: number
}

const ended = /[。！？!?…”）)》』」.;；：:]$/

/**
 * How unlikely it is that these lines are one cell's text: a cell wraps at one width, so that all lines but the last
 * of a paragraph are as long as the longest, and it ends a sentence.
 */
function cellCost(lines: readonly GoalLine[]): number {
  if (lines.length === 0) return 0
  const width = Math.max(...lines.map((line) => line.width))
  let cost = 0
  lines.forEach((line, index) => {
    const next = lines[index + 1]
    const closed = ended.test(line.text.trim())
    const full = line.width >= width
    if (!next) cost += closed ? 0 : full && lines.length > 1 ? 1 : 0.3
    else {
      if (!full) cost += closed ? 0.6 : 2
      if (next.blankBefore && !next.breakBefore) cost += closed ? 1 : 2
    }
  })
  return cost
}

function candidate(expected: readonly GoalLine[], actual: readonly GoalLine[], extra: number): Candidate {
  return { expected, actual, cost: cellCost(expected) + cellCost(actual) + extra }
}

/** The first cell, then the second, both over any page breaks between. */
function inOrder(lines: readonly GoalLine[]): readonly Candidate[] {
  return lines.flatMap((line, at) => {
    if (at === 0) return []
    const before = lines[at - 1]
    const plain = !line.blankBefore && !line.breakBefore
    const longest = Math.max(...lines.slice(0, at).map(({ width }) => width))
    const couldEnd = before !== undefined && (before.width < longest || ended.test(before.text.trim()))
    if (plain && !couldEnd) return []
    return [candidate(lines.slice(0, at), lines.slice(at), line.breakBefore ? (line.blankBefore ? 0.5 : 0.7) : plain ? 1.5 : 0)]
  })
}

/** A row broken by the page: each page has its part of the first cell, then of the second. */
function byPage(lines: readonly GoalLine[]): readonly Candidate[] {
  const edges = lines.flatMap((line, index) => (index > 0 && line.breakBefore ? [index] : []))
  return edges.flatMap((edge) => {
    const starts = (from: number, to: number): readonly number[] => lines.flatMap((line, index) => (index > from && index < to && line.blankBefore && !line.breakBefore ? [index] : []))
    return starts(0, edge).flatMap((first) =>
      [...starts(edge, lines.length), lines.length].map((second) =>
        candidate([...lines.slice(0, first), ...lines.slice(edge, second)].map(inside), [...lines.slice(first, edge), ...lines.slice(second)].map(inside), 0.6),
      ),
    )
  })
}

function inside(line: GoalLine): GoalLine {
  return line.breakBefore ? { ...line, blankBefore: false } : line
}

const limit = 400

/** Separates the two goals, printed one after the other, by blank lines, the width of each column and the sentences' ends. */
export function splitGoals(lines: readonly GoalLine[]): GoalSplit {
  const whole = { ...candidate(lines, [], 3), expected: lines }
  const all = lines.length > limit ? [whole, ...blankOnly(lines)] : [whole, ...inOrder(lines), ...byPage(lines)]
  const ordered = [...all].sort((left, right) => left.cost - right.cost)
  const [best = whole, second] = ordered
  const texts = (part: readonly GoalLine[]): readonly string[] => part.map((line) => line.text)
  return { expected: texts(best.expected), actual: texts(best.actual), uncertain: best === whole || (second !== undefined && second.cost - best.cost < 0.25) }
}

function blankOnly(lines: readonly GoalLine[]): readonly Candidate[] {
  const at = lines.findIndex((line, index) => index > 0 && line.blankBefore)
  return at < 0 ? [] : [candidate(lines.slice(0, at), lines.slice(at), 0)]
}
