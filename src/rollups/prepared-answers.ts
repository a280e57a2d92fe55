import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import * as z from 'zod/mini'
import type { AnswerRow, AskOptions, Engine } from '@/engine/engine.ts'
import { toText, type Statement } from '@/engine/sql.ts'

/** Answers by the SHA-256 of their statement's whole text, so that one can only be taken for the very question. */
export type PreparedAnswers = ReadonlyMap<string, readonly AnswerRow[]>

const version = 1
const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
const fileSchema = z.strictObject({ version: z.literal(version), answers: z.record(z.string().check(z.regex(/^[0-9a-f]{64}$/)), z.array(z.record(z.string(), value))) })

/** The name that a statement's answer is kept under. */
export function statementHash(statement: Statement): string {
  return bytesToHex(sha256(utf8ToBytes(toText(statement))))
}

/** An answer of more rows is no shortcut, for all of it is read before the first picture. */
const mostRows = 2_000

/** Asks statements ahead of time; what has too many rows is left to be asked. */
export async function prepareAnswers(engine: Engine, statements: readonly Statement[], options?: AskOptions): Promise<PreparedAnswers> {
  const answers = new Map<string, readonly AnswerRow[]>()
  for (const statement of statements) {
    const rows = await engine.rows(statement, options)
    if (rows.length <= mostRows) answers.set(statementHash(statement), rows)
  }
  return answers
}

/** The file of prepared answers; the same answers give the same bytes. */
export function writeAnswers(answers: PreparedAnswers): Uint8Array<ArrayBuffer> {
  const sorted = Object.fromEntries([...answers].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return new Uint8Array(new TextEncoder().encode(`${JSON.stringify({ version, answers: sorted })}\n`))
}

/** Answers out of a file. Throws where it is damaged or of another version. */
export function readAnswers(bytes: Uint8Array): PreparedAnswers {
  const { answers } = fileSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  return new Map(Object.entries(answers))
}

/** An engine that gives the answer made ahead of a statement where there is one, and else asks the other. */
export function answersFirst(engine: Engine, prepared: () => PreparedAnswers): Engine {
  return {
    ...engine,
    rows: async (statement, options) => {
      options?.signal?.throwIfAborted()
      const answers = prepared()
      return (answers.size === 0 ? undefined : answers.get(statementHash(statement))) ?? engine.rows(statement, options)
    },
  }
}
