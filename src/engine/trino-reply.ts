import * as z from 'zod/mini'

/** A type as Trino's protocol writes it, nested types inside. */
export interface TypeSignature {
  readonly rawType: string
  readonly arguments: readonly { readonly kind: string; readonly value: unknown }[]
}

const signature = z.object({ rawType: z.string(), arguments: z.array(z.object({ kind: z.string(), value: z.unknown() })) })

const reply = z.object({
  id: z.string(),
  nextUri: z.optional(z.string()),
  columns: z.optional(z.array(z.object({ name: z.string(), type: z.string(), typeSignature: signature }))),
  data: z.optional(z.array(z.array(z.unknown()))),
  stats: z.object({ completedSplits: z.number(), totalSplits: z.number(), processedRows: z.number(), progressPercentage: z.optional(z.number()) }),
  error: z.optional(
    z.object({
      message: z.optional(z.string()),
      errorName: z.string(),
      errorType: z.string(),
      errorLocation: z.optional(z.object({ lineNumber: z.number(), columnNumber: z.number() })),
    }),
  ),
})

/** One answer of Trino's statement protocol: a page of rows, and where the next one is. */
export type TrinoReply = z.infer<typeof reply>
export interface TrinoColumn {
  readonly name: string
  /** As SQL writes it: `decimal(18,2)`. */
  readonly type: string
  readonly typeSignature: TypeSignature
}
export type TrinoError = NonNullable<TrinoReply['error']>

/** Integers that a double can't hold are made strings before JSON.parse rounds them. Strings are stepped over. */
function withWholeIntegers(text: string): string {
  return /\d{16}/.test(text) ? text.replaceAll(/"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g, (part) => (part.startsWith('"') ? part : `"${part}"`)) : text
}

export function parseTypeSignature(value: unknown): TypeSignature | null {
  return signature.safeParse(value).data ?? null
}

/** Reads a reply's text; null where it is none, such as a proxy's page. */
export function parseReply(text: string): TrinoReply | null {
  try {
    return reply.safeParse(JSON.parse(withWholeIntegers(text))).data ?? null
  } catch {
    return null
  }
}
