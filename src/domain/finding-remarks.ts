import * as z from 'zod/mini'

const remarkSchema = z.strictObject({ note: z.string().check(z.maxLength(2000)), at: z.string() })

/** A person's own word on a finding that they have seen; `at` is an ISO time. */
export type FindingRemark = z.infer<typeof remarkSchema>

const allSchema = z.record(z.string(), z.record(z.string(), remarkSchema))

/** Remarks by dataset id, then by the finding's key. */
export type FindingRemarks = Readonly<Record<string, Readonly<Record<string, FindingRemark>>>>

/** Reads what was kept; null for nothing, or for what no version of the product wrote. Never throws. */
export function parseFindingRemarks(text: string | null): FindingRemarks | null {
  if (text === null) return null
  try {
    const parsed = allSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** All remarks with one set, or taken away by null. */
export function withRemark(all: FindingRemarks, dataset: string, key: string, remark: FindingRemark | null): FindingRemarks {
  const { [key]: _before, ...others } = all[dataset] ?? {}
  return { ...all, [dataset]: remark === null ? others : { ...others, [key]: remark } }
}
