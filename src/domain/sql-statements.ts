import { sqlTokens, type SqlToken } from './sql-tokens.ts'

/** One statement of a text: from its first word to before its semicolon. */
export interface SqlStatement {
  readonly from: number
  readonly to: number
  readonly text: string
}

function speaks(token: SqlToken): boolean {
  return token.kind !== 'space' && token.kind !== 'comment' && token.kind !== 'end'
}

/** The statements of a text in order; a piece of nothing but comments is none. */
export function splitStatements(text: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = []
  let [from, to] = [-1, -1]
  const close = () => {
    if (from !== -1) statements.push({ from, to, text: text.slice(from, to) })
    from = -1
  }
  for (const token of sqlTokens(text)) {
    if (token.kind === 'end') close()
    else if (speaks(token)) {
      if (from === -1) from = token.from
      to = token.to
    }
  }
  close()
  return statements
}

/** The statement that a place belongs to: the one around it, else the one that ended last before it, else the first. */
export function statementAt(text: string, place: number): SqlStatement | null {
  const statements = splitStatements(text)
  const ends = sqlTokens(text).filter((token) => token.kind === 'end')
  // Up to and with its semicolon a place belongs to a statement; after it, on a line of its own, to the next.
  const reach = (statement: SqlStatement) => ends.find((end) => end.from >= statement.to)?.to ?? text.length
  const around = statements.find((statement) => place >= statement.from && place <= reach(statement))
  if (around) return around
  const next = statements.find((statement) => statement.from > place)
  const sameLine = next && !text.slice(place, next.from).includes('\n')
  return (sameLine ? next : undefined) ?? statements.findLast((statement) => statement.to < place) ?? next ?? null
}

/** The words of a statement as the engine reads them, in capitals; quoted names and strings left out. */
export function words(statement: string): readonly string[] {
  return sqlTokens(statement).filter((token) => token.kind === 'word').map((token) => statement.slice(token.from, token.to).toUpperCase())
}
