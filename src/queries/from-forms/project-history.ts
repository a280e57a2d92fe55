import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'
import type { Statement } from '@/engine/sql.ts'
import type { HistoryName } from '@/rollups/history/history-text.ts'
import type { History } from '@/rollups/history/open-history.ts'
import { statementHash } from '@/rollups/prepared-answers.ts'
import type { CheckScope } from '../checks/check.ts'
import { findingOfHistory, findingsOfEachProject, projectFindings, type FindingPlaces } from '../project-findings.ts'
import { projectFunds } from '../project-funds.ts'
import { projectIndicators } from '../project-indicators.ts'
import { projectYears } from '../project-years.ts'
import type { Query } from '../query.ts'
import { recomputedScores, scoresOfEachProject } from '../recomputed-scores.ts'

/** A project's rows of a question; null where its history does not hold them. */
type HistoryAnswer<Params> = (history: History, projectId: string, params: Params) => Promise<readonly AnswerRow[] | null>
type Entry = readonly [name: string, answer: HistoryAnswer<never>]

function entry<Params, Row>({ name }: Query<Params, Row>, answer: HistoryAnswer<Params>): Entry {
  return [name, answer]
}

const plain = (part: HistoryName): HistoryAnswer<unknown> => (history, projectId) => history.rows(projectId, part)

/** Hashes by the rules that statements were made of: to write them out takes longer than to read a project. */
function hashes<Key extends object>(statementOf: (key: Key) => Statement): (key: Key) => string {
  let last = { name: '', hash: '' }
  return (key) => {
    const name = JSON.stringify(key)
    if (name !== last.name) last = { name, hash: statementHash(statementOf(key)) }
    return last.hash
  }
}

interface ProjectRead {
  readonly forms: readonly AnswerRow[]
  readonly indicators: readonly AnswerRow[]
  readonly findings: readonly AnswerRow[]
  readonly placesOf: (row: AnswerRow) => FindingPlaces
}

const placeName = ({ year, seq }: AnswerRow) => `${year} ${seq}`

async function readProject(history: History, projectId: string): Promise<ProjectRead> {
  const [forms, indicators, findings] = await Promise.all([history.rows(projectId, 'years'), history.rows(projectId, 'indicators'), history.rows(projectId, 'findings')])
  const formOf = new Map(forms.map((form) => [form['year'], form]))
  const indicatorOf = new Map(indicators.map((indicator) => [placeName(indicator), indicator]))
  return { forms, indicators, findings, placesOf: (row) => ({ form: formOf.get(row['year'] ?? null), indicator: indicatorOf.get(placeName(row)) }) }
}

/** The project that each history was asked about last: every check asks about the same one. */
const lastRead = new WeakMap<History, { readonly projectId: string; readonly project: Promise<ProjectRead> }>()

function read(history: History, projectId: string): Promise<ProjectRead> {
  const known = lastRead.get(history)
  if (known?.projectId === projectId) return known.project
  const project = readProject(history, projectId)
  lastRead.set(history, { projectId, project })
  // What could not be read is tried again.
  project.catch(() => {
    if (lastRead.get(history)?.project === project) lastRead.delete(history)
  })
  return project
}

const findings = projectFindings.map(({ check, query }): Entry => {
  const hashOf = hashes((scope: CheckScope) => findingsOfEachProject(check, scope))
  return entry(query, async (history, projectId, scope) => {
    if (!history.has(hashOf({ ...scope, projectId: null }))) return null
    const { findings: found, placesOf } = await read(history, projectId)
    return found.filter((row) => row['rule'] === check.id).map((row) => findingOfHistory(check, projectId, row, placesOf(row)))
  })
})

/** Every score of the project beside the recomputed one, which is the same where none is written. */
function scoresIn({ forms, indicators }: ProjectRead, written: readonly AnswerRow[]): readonly AnswerRow[] {
  const otherwise = new Map(written.map((row) => [placeName(row), row]))
  const rowOf = (place: AnswerRow, seq: AnswerValue, weight: AnswerValue = null, score: AnswerValue = null): AnswerRow => {
    const { form_id = null, year = null } = place
    const { lowest = null, highest = null } = otherwise.get(placeName({ year, seq })) ?? { lowest: score, highest: score }
    return { form_id, year, seq, weight, score, lowest, highest }
  }
  return forms.flatMap((form) => [
    rowOf(form, null, form['execution_weight'], form['execution_score']),
    ...indicators.filter(({ year }) => year === form['year']).map((indicator) => rowOf(indicator, indicator['seq'] ?? null, indicator['weight'], indicator['score'])),
  ])
}

const scoresHash = hashes(scoresOfEachProject)

/** What one project's history answers, by the question's name. The parameters have its id. */
export const historyAnswers: ReadonlyMap<string, HistoryAnswer<never>> = new Map([
  entry(projectYears, plain('years')),
  entry(projectFunds, plain('funds')),
  entry(projectIndicators, plain('indicators')),
  entry(recomputedScores, async (history, projectId, { ruleSet }) => {
    if (!history.has(scoresHash(ruleSet))) return null
    return scoresIn(await read(history, projectId), await history.rows(projectId, 'scores'))
  }),
  ...findings,
])
