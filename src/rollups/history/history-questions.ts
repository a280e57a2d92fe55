import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'
import { columnLines, identifier, sql, type Statement } from '@/engine/sql.ts'
import { amountText, shareOf, toCents } from '../forms/cell-text.ts'

/** What an answer's value is, so that its text can be read back. */
export type HistoryKind = 'text' | 'integer' | 'boolean'

/** A column that is written as text, or one that follows from the project's id and the columns that are. */
export type HistoryColumn = { readonly name: string; readonly value: Statement } & ({ readonly kind: HistoryKind } | { readonly kind: 'follows'; readonly from: (row: AnswerRow, projectId: string) => AnswerValue })

/** A question about one project's rows: asked by SQL for one project, and written ahead for all of them. */
export interface HistoryQuestion {
  readonly name: 'years' | 'funds' | 'indicators' | 'findings' | 'scores'
  readonly columns: readonly HistoryColumn[]
  /** The project's forms go by `p`. */
  readonly from: Statement
  readonly order: Statement
}

function plain(kind: HistoryKind, owner: 'p' | 'f' | 'i', names: readonly string[]): readonly HistoryColumn[] {
  return names.map((name) => ({ name, kind, value: sql`${identifier(owner)}.${identifier(name)}` }))
}

function exact(owner: 'p' | 'f' | 'i', names: readonly string[]): readonly HistoryColumn[] {
  return names.map((name) => ({ name, kind: 'text', value: sql`CAST(${identifier(owner)}.${identifier(name)} AS VARCHAR)` }))
}

function follows(name: string, value: Statement, from: (row: AnswerRow, projectId: string) => AnswerValue): HistoryColumn {
  return { name, kind: 'follows', value, from }
}

function formId(owner: 'p' | 'f' | 'i'): HistoryColumn {
  return follows('form_id', sql`${identifier(owner)}.form_id`, (row, projectId) => `${projectId}-${row['year']}`)
}

const difference = (row: AnswerRow) => toCents(row['initial_budget']) - toCents(row['full_year_budget'])

const year: HistoryColumn = { name: 'year', kind: 'integer', value: sql`CAST(p.year AS INTEGER)` }

const years: HistoryQuestion = {
  name: 'years',
  columns: [
    formId('p'),
    year,
    ...plain('text', 'p', ['region', 'department', 'unit', 'project']),
    ...exact('p', ['initial_budget', 'full_year_budget', 'executed']),
    follows('cut', sql`CAST(p.cut AS VARCHAR)`, (row) => amountText(difference(row))),
    follows('cut_rate', sql`p.cut_rate`, (row) => shareOf(difference(row), toCents(row['initial_budget']))),
    follows('execution_rate', sql`p.execution_rate`, (row) => shareOf(toCents(row['executed']), toCents(row['full_year_budget']))),
    follows('execution_of_initial', sql`p.execution_of_initial`, (row) => shareOf(toCents(row['executed']), toCents(row['initial_budget']))),
    ...plain('boolean', 'p', ['masked_cut']),
    ...exact('p', ['execution_weight', 'execution_rate_percent', 'execution_score', 'total_weight', 'total_score']),
    ...plain('text', 'p', ['expected_goal', 'actual_goal', 'rating', 'source_kind', 'source_name', 'source_locator']),
  ],
  from: sql`project_metrics AS p`,
  order: sql`p.year`,
}

const funds: HistoryQuestion = {
  name: 'funds',
  columns: [formId('f'), year, ...plain('text', 'f', ['source']), ...exact('f', ['initial_budget', 'full_year_budget', 'executed'])],
  from: sql`fund_source AS f\nJOIN project_year AS p ON p.form_id = f.form_id`,
  order: sql`p.year, f.source = '其他资金', f.source = '上年结转资金', f.source`,
}

const indicators: HistoryQuestion = {
  name: 'indicators',
  columns: [
    formId('i'),
    year,
    ...plain('integer', 'i', ['seq']),
    ...plain('text', 'i', ['level1', 'level2', 'level3', 'target', 'actual']),
    ...exact('i', ['weight', 'score']),
    ...plain('text', 'i', ['deviation_reason']),
    ...plain('boolean', 'i', ['attained']),
  ],
  from: sql`indicator AS i\nJOIN project_year AS p ON p.form_id = i.form_id`,
  order: sql`p.year, i.seq`,
}

/** The figure columns of a written finding, in the order of its check's figures: as many as the check has that has most. */
export const figureColumns: readonly string[] = Array.from({ length: 7 }, (_, at) => `figure_${at + 1}`)

/** Findings and recomputed scores are worked out for all projects before they are written (`project-answers.ts`). */
const findings: HistoryQuestion = {
  name: 'findings',
  columns: [...plain('text', 'p', ['rule']), ...plain('boolean', 'p', ['of_form']), ...plain('integer', 'p', ['year', 'seq']), ...plain('text', 'p', figureColumns)],
  from: sql`derived_project_findings AS p`,
  order: sql`p.rule_place, p.place`,
}

const scores: HistoryQuestion = {
  name: 'scores',
  columns: [...plain('integer', 'p', ['year', 'seq']), ...plain('text', 'p', ['lowest', 'highest'])],
  from: sql`derived_project_scores AS p`,
  order: sql`p.year, p.seq NULLS FIRST`,
}

export const historyQuestions = { years, funds, indicators, findings, scores } as const

/** A project's rows as SQL answers them. */
export function historyRows({ columns, from, order }: HistoryQuestion, projectId: string): Statement {
  return sql`
SELECT
  ${columnLines(columns.map(({ name, value }) => sql`${value} AS ${identifier(name)}`))}
FROM ${from}
WHERE p.project_id = ${projectId}
ORDER BY ${order}`
}
