import { ruleIds, rules, type RuleId, type Severity } from './checks.ts'
import { toFindingKey, type FindingIdentity } from './finding-key.ts'
import { rowOfMark, toMarks } from './finding-marks.ts'
import type { Label } from './label.ts'

interface Noted extends FindingIdentity {
  readonly message: Label
}

/** A note in the margin of a form: one finding, or a rule's hints together. */
export interface FormNote {
  readonly id: string
  readonly rule: RuleId
  readonly severity: Severity
  readonly messages: readonly Label[]
  readonly keys: readonly string[]
  /** Cells that it is about; none: the whole form. */
  readonly marks: readonly string[]
  /** The row of the form that it stands at: "form" for the whole form. */
  readonly row: string
}

const head = ['form', 'total', 'goals']

function placeOf(row: string): number {
  const index = head.indexOf(row)
  return index >= 0 ? index - head.length : row === 'sum' ? Infinity : Number(row)
}

/** The notes of one form from top to bottom. Hints of one rule stand together at the first row that they are about. */
export function toFormNotes(findings: readonly Noted[]): readonly FormNote[] {
  const groups = new Map<string, Noted[]>()
  for (const finding of findings) {
    const name = rules[finding.rule].severity === 'hint' ? finding.rule : toFindingKey(finding)
    groups.set(name, [...(groups.get(name) ?? []), finding])
  }
  const notes = [...groups].flatMap(([id, members]): readonly FormNote[] => {
    const [first] = members
    if (!first) return []
    const marks = [...new Set(members.flatMap(toMarks))]
    const row = marks[0] === undefined ? 'form' : rowOfMark(marks[0])
    return [{ id, rule: first.rule, severity: rules[first.rule].severity, messages: members.map(({ message }) => message), keys: members.map(toFindingKey), marks, row }]
  })
  return notes.toSorted((a, b) => placeOf(a.row) - placeOf(b.row) || ruleIds.indexOf(a.rule) - ruleIds.indexOf(b.rule))
}
