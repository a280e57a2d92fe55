import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import * as z from 'zod/mini'
import { plainRow } from '@/domain/parsed-rows.ts'
import type { AnswerRow, AskOptions, Engine } from '@/engine/engine.ts'
import { toText, type Statement } from '@/engine/sql.ts'

/** The rows of an answer, read out of their text when they are first asked for. Throws where the text is none of rows. */
export type PreparedAnswer = () => readonly AnswerRow[]

/** Answers by the SHA-256 of their statement's whole text, so that one can only be taken for the very question. */
export type PreparedAnswers = ReadonlyMap<string, PreparedAnswer>

const rowsSchema = z.array(plainRow)

/** The name that a statement's answer is kept under. */
export function statementHash(statement: Statement): string {
  return bytesToHex(sha256(utf8ToBytes(toText(statement))))
}

/** An answer of more rows is no shortcut, for all of it is read before the first picture. */
const mostRows = 2_000

/** Asks statements ahead of time; what has too many rows is left to be asked. */
export async function prepareAnswers(engine: Engine, statements: readonly Statement[], options?: AskOptions): Promise<PreparedAnswers> {
  const answers = new Map<string, PreparedAnswer>()
  for (const statement of statements) {
    const rows = await engine.rows(statement, options)
    if (rows.length <= mostRows) answers.set(statementHash(statement), () => rows)
  }
  return answers
}

// JSON with each answer on a line of its own, so that a page can tell them apart without reading them all.
const head = '{"version":2,"answers":{'
const tail = '}}'

/** The file of prepared answers; the same answers give the same bytes. */
export function writeAnswers(answers: PreparedAnswers): Uint8Array<ArrayBuffer> {
  const sorted = [...answers].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = sorted.map(([hash, rows], at) => `"${hash}":${JSON.stringify(rows())}${at < sorted.length - 1 ? ',' : ''}`)
  return new Uint8Array(new TextEncoder().encode(`${[head, ...lines, tail].join('\n')}\n`))
}

function lazily(text: string): PreparedAnswer {
  let rows: readonly AnswerRow[] | null = null
  return () => (rows ??= rowsSchema.parse(JSON.parse(text)))
}

/** Answers out of a file. Throws where it is damaged or of another version. */
export function readAnswers(bytes: Uint8Array): PreparedAnswers {
  const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n')
  if (lines[0] !== head || lines.at(-2) !== tail || lines.at(-1) !== '') throw new Error('no file of answers')
  return new Map(lines.slice(1, -2).map((line, at, all) => {
    const [, hash = '', text = '', comma] = /^"([0-9a-f]{64})":(\[.*\])(,?)$/s.exec(line) ?? []
    if (hash === '' || (comma === ',') !== at < all.length - 1) throw new Error('a line that is no answer')
    return [hash, lazily(text)] as const
  }))
}

/** An engine that gives the answer made ahead of a statement where there is one, and else asks the other. */
export function answersFirst(engine: Engine, prepared: () => PreparedAnswers): Engine {
  return {
    ...engine,
    rows: async (statement, options) => {
      options?.signal?.throwIfAborted()
      const answers = prepared()
      return (answers.size === 0 ? undefined : answers.get(statementHash(statement))?.()) ?? engine.rows(statement, options)
    },
  }
}
