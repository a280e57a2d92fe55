import type { RuleId } from '@/domain/checks.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import { QueryError, type Engine } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'
import type { Finding } from './checks/check.ts'
import { askFindingsOf, checksOn, findingStatement, wholeScope } from './findings.ts'
import { recomputedOfForms } from './recomputed-scores.ts'

/** How many findings a rule has. */
export interface FindingSegment {
  readonly rule: RuleId
  readonly count: number
}

/** Findings of one rule that are asked for at once: from `offset` on in the rule's list, and their places in the whole list. */
export interface FindingChunk {
  readonly rule: RuleId
  readonly offset: number
  readonly from: number
  readonly to: number
}

export const chunkSize = 100

/** The findings of several rules, one rule after the other, in chunks. */
export function findingChunks(segments: readonly FindingSegment[]): readonly FindingChunk[] {
  let start = 0
  return segments.flatMap(({ rule, count }) => {
    const from = start
    start += count
    return Array.from({ length: Math.ceil(count / chunkSize) }, (_, index) => ({ rule, offset: index * chunkSize, from: from + index * chunkSize, to: from + Math.min(count, (index + 1) * chunkSize) }))
  })
}

/** Whether a finding is about a score that a rule set recomputes. */
export function isAboutScore({ rule, form_id: formId, seq }: Finding): boolean {
  return formId !== null && (seq !== null || rule === 'execution-score')
}

/** The forms whose recomputed scores stand beside findings. */
export function formsOfScores(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap((finding) => (isAboutScore(finding) && finding.form_id !== null ? [finding.form_id] : [])))]
}

/** A list without a window shows this many, and what comes after it is asked for ahead. */
const mostAtFirst = 120 + chunkSize

/** What a list of all findings of a dataset by a rule set asks for before anyone scrolls. Where SQL refuses a check, no more is told: the list ends there too. */
export async function firstFindingStatements(engine: Engine, ruleSet: RuleSet): Promise<readonly Statement[]> {
  const scope = wholeScope(ruleSet)
  const statements: Statement[] = []
  let rows = 0
  try {
    for (const { id: rule } of checksOn(ruleSet)) {
      for (let offset = 0, found = chunkSize; found === chunkSize; offset += chunkSize) {
        if (rows >= mostAtFirst) return statements
        const page = { limit: chunkSize, offset }
        const findings = await askFindingsOf(engine, rule, scope, { page })
        found = findings.length
        rows += found
        const formIds = formsOfScores(findings)
        // A rule without findings, or without more of them, is not asked.
        if (found > 0) statements.push(findingStatement(rule, scope, page))
        if (formIds.length > 0) statements.push(recomputedOfForms.statement({ ruleSet, formIds }))
      }
    }
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
  }
  return statements
}
