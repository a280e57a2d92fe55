import { factOf } from '@/domain/declaration.ts'
import { emptySelection } from '@/domain/selection.ts'
import type { AnswerRow } from '@/engine/engine.ts'
import { mostPlain, planCells } from '@/rollups/answer-cells.ts'
import { readCellFile } from '@/rollups/cell-file.ts'
import { columnsOfRows } from '@/rollups/columns-of-rows.ts'
import { createFormMarks } from '@/rollups/forms/form-marks.ts'
import { createScopes } from '@/rollups/forms/form-scope.ts'
import { formsOpenCells } from '@/rollups/forms/forms-open-cells.ts'
import { indicatorsOpenCells } from '@/rollups/forms/indicators-open-cells.ts'
import { openForms, reading } from '@/rollups/forms/open-forms.ts'
import { projectCells } from '@/rollups/history/project-cells.ts'
import { openHistory, type History } from '@/rollups/history/open-history.ts'
import { plainRows } from '@/rollups/lazy-rows.ts'
import { openCells } from '@/rollups/open-cells.ts'
import { filesOfKind, type PreparedFiles } from '@/rollups/prepared-files.ts'
import type { RowColumns } from '@/rollups/row-columns.ts'
import { additions } from '../additions.ts'
import { bridgeProjects } from '../bridge-projects.ts'
import { budgetBridge } from '../budget-bridge.ts'
import { budgetReliability } from '../budget-reliability.ts'
import { cutsByGroup } from '../cuts-by-group.ts'
import { cutsByProject } from '../cuts-by-project.ts'
import { cutsHistogram } from '../cuts-histogram.ts'
import { cutsScatter } from '../cuts-scatter.ts'
import { cutsSummary } from '../cuts-summary.ts'
import { facets } from '../facets.ts'
import { projects } from '../projects.ts'
import type { Query } from '../query.ts'
import { searchForms } from '../search.ts'
import { departmentChange } from '../standouts/department-change.ts'
import { largestCut } from '../standouts/largest-cut.ts'
import { maskedCuts } from '../standouts/masked-cuts.ts'
import { repeatedIndicator } from '../standouts/repeated-indicator.ts'
import { sameScore } from '../standouts/same-score.ts'
import { satisfactionDeducted } from '../standouts/satisfaction-deducted.ts'
import { worstReliability } from '../standouts/worst-reliability.ts'
import { watchedProjects } from '../watched-projects.ts'
import { additionsAnswer } from './additions-answer.ts'
import { bridgeProjectsAnswer } from './bridge-projects-answer.ts'
import { budgetBridgeAnswer } from './budget-bridge-answer.ts'
import { budgetReliabilityAnswer } from './budget-reliability-answer.ts'
import { cutsByGroupAnswer } from './cuts-by-group-answer.ts'
import { cutsByProjectAnswer } from './cuts-by-project-answer.ts'
import { cutsHistogramAnswer } from './cuts-histogram-answer.ts'
import { cutsScatterAnswer } from './cuts-scatter-answer.ts'
import { cutsSummaryAnswer } from './cuts-summary-answer.ts'
import type { DeskQuestion } from './desk-questions.ts'
import { facetsAnswer } from './facets-answer.ts'
import type { FormAnswer, FormList, FormsSource } from './form-answer.ts'
import { indicatorScope } from './indicator-scope.ts'
import { historyAnswers } from './project-history.ts'
import { projectsAnswer } from './projects-answer.ts'
import { searchAnswer } from './search-answer.ts'
import { departmentChangeAnswer } from './standouts/department-change-answer.ts'
import { largestCutAnswer } from './standouts/largest-cut-answer.ts'
import { maskedCutsAnswer } from './standouts/masked-cuts-answer.ts'
import { repeatedIndicatorAnswer } from './standouts/repeated-indicator-answer.ts'
import { sameScoreAnswer } from './standouts/same-score-answer.ts'
import { satisfactionDeductedAnswer } from './standouts/satisfaction-deducted-answer.ts'
import { worstReliabilityAnswer } from './standouts/worst-reliability-answer.ts'
import { watchedProjectsAnswer } from './watched-projects-answer.ts'

/** Rows, or the columns of many; which files answered. */
export type DeskAnswer = { readonly rows: readonly AnswerRow[] } | { readonly columns: RowColumns }

/** Answers from a dataset's forms and histories. Null where they don't cover a question; rejects where a file is damaged or missing. */
export interface FormsDesk {
  readonly ask: (question: DeskQuestion) => Promise<DeskAnswer | null>
  /** Reads the forms, and puts their cuts in order, before anyone asks. */
  readonly warm: () => Promise<void>
}

type Entry = readonly [name: string, answer: (source: FormsSource, params: never) => ReturnType<FormAnswer<never, unknown>> | ReturnType<FormList<never>>]

/** A question with its answer: their parameters and rows are the same. */
function entry<Params, Row>({ name }: Query<Params, Row>, answer: FormAnswer<Params, Row> | FormList<Params>): Entry {
  return [name, answer]
}

const answers = new Map([
  entry(additions, additionsAnswer),
  entry(bridgeProjects, bridgeProjectsAnswer),
  entry(budgetBridge, budgetBridgeAnswer),
  entry(budgetReliability, budgetReliabilityAnswer),
  entry(cutsByGroup, cutsByGroupAnswer),
  entry(cutsByProject, cutsByProjectAnswer),
  entry(cutsHistogram, cutsHistogramAnswer),
  entry(cutsScatter, cutsScatterAnswer),
  entry(cutsSummary, cutsSummaryAnswer),
  entry(facets, facetsAnswer),
  entry(projects, projectsAnswer),
  entry(departmentChange.query, departmentChangeAnswer),
  entry(largestCut.query, largestCutAnswer),
  entry(maskedCuts.query, maskedCutsAnswer),
  entry(repeatedIndicator.query, repeatedIndicatorAnswer),
  entry(sameScore.query, sameScoreAnswer),
  entry(satisfactionDeducted.query, satisfactionDeductedAnswer),
  entry(worstReliability.query, worstReliabilityAnswer),
  entry(searchForms, searchAnswer),
  entry(watchedProjects, watchedProjectsAnswer),
])

function projectOf(params: unknown): string | null {
  return typeof params === 'object' && params !== null && 'projectId' in params && typeof params.projectId === 'string' ? params.projectId : null
}

export function createFormsDesk(prepared: PreparedFiles): FormsDesk {
  const forms = openForms(prepared)
  const [index] = filesOfKind(prepared, 'history-index')
  const parts = filesOfKind(prepared, 'history')
  const source = reading(async (): Promise<FormsSource | null> => {
    if (!forms) return null
    const cells = await forms.cells()
    return { cells, scope: createScopes(cells), marks: createFormMarks(cells), reasons: forms.reasons, kinds: forms.kinds, indicators: forms.indicators }
  })
  const history = reading(async (): Promise<History | null> => {
    if (!index) return null
    const table = readCellFile(await prepared.read(index.path))
    return openHistory(table, (part, from, to) => prepared.readRange(parts[part]?.path ?? '', from, to))
  })

  async function fromForms(name: string, params: unknown): Promise<DeskAnswer | null> {
    const answer = answers.get(name)
    const ready = answer && (await source())
    const found = ready && (await answer(ready, params as never))
    if (!found) return null
    return 'columns' in found ? { columns: found } : { rows: found as readonly AnswerRow[] }
  }

  /** Sums of the forms' indicators, of which those that are asked about are looked at alone. */
  async function fromIndicators({ declaration, scope: { selection, where } }: DeskQuestion & { readonly kind: 'sums' }): Promise<DeskAnswer | null> {
    const ready = where?.project_id === undefined ? await source() : null
    if (!ready) return null
    const { years, first, scope } = await indicatorScope(ready, selection, where?.level3)
    const indicators = await ready.indicators(years)
    const open = indicatorsOpenCells(ready.cells, await ready.kinds(), new Map(indicators.map((each, at) => [first + at, each])), scope)
    const answer = open && planCells(open, declaration, { selection: emptySelection, ...(where ? { where } : {}) })
    if (!answer) return null
    const rows = answer()
    return rows.length > mostPlain ? { columns: columnsOfRows(rows) } : { rows: plainRows(rows) }
  }

  /** Sums of forms. The rows are picked by their places, so that the executor has years and groups alone to look at. */
  async function fromSums({ declaration, scope: { selection, where } }: DeskQuestion & { readonly kind: 'sums' }): Promise<DeskAnswer | null> {
    const projectId = where?.project_id
    const known = typeof projectId === 'string' ? await history() : null
    // A project's own few forms are there sooner than all of them.
    const ofProject = known && typeof projectId === 'string' ? planCells(openCells(projectCells(projectId, await known.rows(projectId, 'years'))), declaration, { selection, ...(where ? { where } : {}) }) : null
    if (ofProject) return { rows: plainRows(ofProject()) }
    const ready = await source()
    if (!ready) return null
    const inPlace = { ...selection, region: null, department: null, unit: null, q: null }
    const answer = planCells(formsOpenCells(ready.cells, ready.scope(selection), ready.marks(selection)), declaration, { selection: inPlace, ...(where ? { where } : {}) })
    return answer && { rows: plainRows(answer()) }
  }

  return {
    warm: async () => {
      const ready = await source()
      if (!ready) return
      ready.cells.cuts()
      ready.cells.raises()
      ready.cells.previous()
      await ready.reasons()
    },
    ask: async (question) => {
      if (question.kind === 'sums') return factOf(question.declaration) === 'indicator' ? fromIndicators(question) : fromSums(question)
      const { name, params } = question
      const answer = historyAnswers.get(name)
      if (!answer) return fromForms(name, params)
      const projectId = projectOf(params)
      const known = projectId === null ? null : await history()
      const rows = known && (await answer(known, projectId ?? '', params as never))
      return rows && { rows }
    },
  }
}
