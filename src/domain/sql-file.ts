import { sqlTokens } from './sql-tokens.ts'

/** A query as it is kept: with a folder ('' is none), and its chart as the workbench wrote it. */
export interface KeptQuery {
  readonly title: string
  readonly folder: string
  readonly text: string
  readonly chart: string | null
}

const opening = '-- jilan query'

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** Queries as one `.sql` file that any tool can run: a header of comments before each. */
export function toSqlFile(queries: readonly KeptQuery[]): string {
  return queries
    .map(({ title, folder, text, chart }) => {
      const head = [opening, `-- title: ${oneLine(title)}`, ...(folder ? [`-- folder: ${oneLine(folder)}`] : []), ...(chart ? [`-- chart: ${oneLine(chart)}`] : [])]
      const body = text.trim()
      return `${head.join('\n')}\n\n${body}${/;\s*$/.test(body) || endsInComment(body) ? '' : ';'}\n`
    })
    .join('\n')
}

function endsInComment(text: string): boolean {
  return sqlTokens(text).at(-1)?.kind === 'comment'
}

function readOne(part: string, name: string): KeptQuery | null {
  const lines = part.split(/\r\n|\r|\n/)
  const fields: Record<string, string> = {}
  let at = 0
  for (; at < lines.length; at += 1) {
    const match = /^-- (title|folder|chart): (.*)$/.exec(lines[at] ?? '')
    if (match) fields[match[1] ?? ''] = (match[2] ?? '').trim()
    else if ((lines[at] ?? '').trim() !== '' && lines[at] !== opening) break
  }
  const text = lines.slice(at).join('\n').trim()
  return text === '' ? null : { title: fields['title'] || name, folder: fields['folder'] ?? '', text, chart: fields['chart'] ?? null }
}

/** Reads a `.sql` file: with headers one query each, without any one query named after the file. */
export function parseSqlFile(content: string, fileName: string): readonly KeptQuery[] {
  const name = fileName.replace(/\.sql$/i, '')
  const text = content.replace(/^\uFEFF/, '')
  // A header stands at the start of a line and never inside a string or a block comment.
  const starts = sqlTokens(text).flatMap((token) => (token.kind === 'comment' && text.slice(token.from, token.to).trimEnd() === opening && (token.from === 0 || text[token.from - 1] === '\n') ? [token.from] : []))
  const cuts = [...(starts[0] === 0 ? [] : [0]), ...starts]
  return cuts.flatMap((from, index) => readOne(text.slice(from, cuts[index + 1] ?? text.length), name) ?? [])
}
