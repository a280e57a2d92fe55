/** A value that a statement may carry. Exact numbers, money and dates go in as strings under an explicit CAST. */
export type SqlValue = string | number | boolean | null

/** The databases whose SQL the product speaks. */
export type Dialect = 'duckdb' | 'trino'

/** The same in every dialect: what stands in a statement where they differ. */
export interface Spelling {
  readonly duckdb: Statement
  readonly trino: Statement
}

/** A statement ready to run: its text in pieces, with one value or spelling between each two. Plain data, easy to compare. */
export interface Statement {
  readonly pieces: readonly string[]
  readonly values: readonly (SqlValue | Spelling)[]
}

type SqlPart = SqlValue | Statement

function isStatement(part: SqlPart): part is Statement {
  return typeof part === 'object' && part !== null
}

function isSpelling(value: SqlValue | Spelling): value is Spelling {
  return typeof value === 'object' && value !== null
}

/** Joins text and parts into one statement: values stay values, statements are spliced in. */
function weave(texts: readonly string[], parts: readonly SqlPart[]): Statement {
  const pieces: string[] = [texts[0] ?? '']
  const values: (SqlValue | Spelling)[] = []
  const append = (text: string) => pieces.push((pieces.pop() ?? '') + text)
  parts.forEach((part, index) => {
    if (isStatement(part)) {
      part.pieces.forEach((piece, place) => {
        if (place > 0) {
          values.push(part.values[place - 1] ?? null)
          pieces.push('')
        }
        append(piece)
      })
    } else {
      if (typeof part === 'number' && !Number.isFinite(part)) throw new RangeError(`SQL can't carry the number ${part}`)
      if (part === undefined) throw new TypeError('SQL was given undefined')
      values.push(part)
      pieces.push('')
    }
    append(texts[index + 1] ?? '')
  })
  return { pieces, values }
}

/** The only way to make SQL: every `${}` is a value, never text, except another statement, which is spliced in. */
export function sql(texts: TemplateStringsArray, ...parts: readonly SqlPart[]): Statement {
  return weave(texts, parts)
}

/** One meaning in the words of each dialect. */
export function spelled(spelling: Spelling): Statement {
  return { pieces: ['', ''], values: [spelling] }
}

/** A quoted name of a table or column. */
export function identifier(name: string): Statement {
  if (name.includes('\0')) throw new RangeError('a name in SQL has no NUL')
  return { pieces: [`"${name.replaceAll('"', '""')}"`], values: [] }
}

/** Parts with a comma between them, for IN lists and column lists. Empty gives NULL, so `IN (NULL)` holds for none. */
export function list(parts: readonly SqlPart[]): Statement {
  return parts.length === 0 ? sql`NULL` : weave(['', ...Array.from({ length: parts.length - 1 }, () => ', '), ''], parts)
}

/** The columns of a SELECT, one a line. */
export function columnLines(columns: readonly Statement[]): Statement {
  return chain(columns, ',\n  ')
}

/** Statements one after the other with a text between them that this module knows. */
function chain(parts: readonly Statement[], between: string): Statement {
  return weave(['', ...Array.from({ length: parts.length - 1 }, () => between), ''], parts)
}

/** Conditions that all hold; none gives TRUE. */
export function allOf(conditions: readonly Statement[]): Statement {
  if (conditions.length === 0) return sql`TRUE`
  return chain(conditions.map((condition) => sql`(${condition})`), '\n  AND ')
}

/** Conditions of which one holds; none gives FALSE. */
export function anyOf(conditions: readonly Statement[]): Statement {
  if (conditions.length === 0) return sql`FALSE`
  return sql`(${chain(conditions.map((condition) => sql`(${condition})`), ' OR ')})`
}

/** Answers of the same columns under each other. */
export function unionAll(parts: readonly Statement[]): Statement {
  return chain(parts, '\nUNION ALL\n')
}

/** Text of which nothing is known to be safe, such as what an analyst wrote. Never build it from values. */
export function verbatim(text: string): Statement {
  return { pieces: [text], values: [] }
}

/** A value as both dialects read it in SQL text. Text is quoted, doubles keep every digit. */
export function toLiteral(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`SQL can't carry the number ${value}`)
    const digits = Object.is(value, -0) ? '0' : String(value)
    return value < 0 ? `(${digits})` : digits
  }
  const [first, ...rest] = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`)
  return rest.length === 0 ? (first ?? "''") : `(${[first, ...rest].join(' || chr(0) || ')})`
}

/** The whole text of a statement in a dialect, values as literals: what the engine runs and what `show-sql` shows. */
export function toText(statement: Statement, dialect: Dialect = 'duckdb'): string {
  const between = (value: SqlValue | Spelling) => (isSpelling(value) ? toText(value[dialect], dialect) : toLiteral(value))
  return statement.pieces.map((piece, index) => (index === 0 ? piece : between(statement.values[index - 1] ?? null) + piece)).join('')
}
