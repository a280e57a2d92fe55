import type { Problem } from '../../domain/problem.ts'
import { addNormalised, nothingNormalised, type NormalisedCounts } from '../normalised.ts'
import { toFormLines } from './form-lines.ts'
import { parseForm } from './parse-form.ts'
import type { FormOptions, ParsedForm } from './parsed-form.ts'
import { openFormProblems } from './form-problem.ts'
import { splitForms } from './split-forms.ts'

export interface FormsReading {
  readonly forms: readonly ParsedForm[]
  readonly normalised: NormalisedCounts
  readonly problems: readonly Problem[]
}

/** Reads every form in a text. A form with an error gives no rows; its problems say what is missing and where. */
export function parseForms(text: string, options: FormOptions): FormsReading {
  const lines = toFormLines(text)
  const parts = splitForms(lines)
  const problems = openFormProblems(options.file)
  if (parts.length === 0) {
    problems.missingLabel('项目支出绩效自评表', lines[0] ?? null)
    return { forms: [], problems: problems.list, normalised: nothingNormalised }
  }
  const readings = parts.map((part) => parseForm(part, options))
  return { forms: readings.flatMap((reading) => reading.form ?? []), problems: readings.flatMap((reading) => reading.problems), normalised: readings.map((reading) => reading.normalised).reduce(addNormalised, nothingNormalised) }
}
