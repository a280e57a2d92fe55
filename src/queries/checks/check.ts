import * as z from 'zod/mini'
import { rules, type RuleId, type Severity } from '@/domain/checks.ts'
import type { Label } from '@/domain/label.ts'
import { plainRow } from '@/domain/parsed-rows.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import type { Selection } from '@/domain/selection.ts'
import type { AnswerRow, AnswerValue } from '@/engine/engine.ts'
import { allOf, sql, type Statement } from '@/engine/sql.ts'
import { formFilter, indicatorFilter } from '../parts/selection-filter.ts'

/** What is checked: the forms of a selection, or of one project among them. The selection's thresholds say what a masked cut is. */
export interface CheckScope {
  readonly ruleSet: RuleSet
  readonly selection: Selection
  readonly projectId: string | null
}

const placeColumns = {
  form_id: z.nullable(z.string()),
  project_id: z.nullable(z.string()),
  project: z.nullable(z.string()),
  department: z.nullable(z.string()),
  year: z.nullable(z.int()),
  seq: z.nullable(z.int()),
}

/** Where a finding stands. A finding about several forms has no form, and a department or year only where it is one. */
export type FindingPlace = z.infer<z.ZodMiniObject<typeof placeColumns>>

/** Exact decimals as text, counts as numbers; null is absent. */
export type FigureValue = string | number | boolean | null

export interface Finding extends FindingPlace {
  readonly rule: RuleId
  readonly severity: Severity
  readonly message: Label
  readonly values: Readonly<Record<string, FigureValue>>
}

export interface Check {
  readonly id: RuleId
  /** Names of the columns behind the place, which become a finding's values. */
  readonly figures: readonly string[]
  /** One row a finding: the place, then the figures; always in the same order. */
  readonly statement: (scope: CheckScope) => Statement
  /** The rows that `statement` gives of each project alone, for all of them, whichever the scope names: the project's id as `of_project`, the row's `place` among its rows from 1 on, then the row. */
  readonly ofEachProject: (scope: CheckScope) => Statement
  /** Whether a figure of this name can have a value. */
  readonly fits: (figure: string, value: AnswerValue) => boolean
  /** A row of another shape is a bug in the statement, so it throws. */
  readonly toFinding: (row: AnswerRow) => Finding
}

interface Definition<F extends z.core.$ZodShape> {
  readonly id: RuleId
  readonly figures: F
  readonly statement: (scope: CheckScope) => Statement
  /** Order of the findings of one form, over the row's columns; by seq unless given. */
  readonly withinForm?: Statement
  /** Where a finding of the whole dataset is no finding of one project: the findings of each, with its id as `of_project` before them. The scope names no project. */
  readonly byProject?: (scope: CheckScope) => Statement
  readonly message: (figures: z.infer<z.ZodMiniObject<F>>) => Label
}

/** A check from its SQL, the shape of its figures and its words. */
export function defineCheck<const F extends z.core.$ZodShape>({ id, figures, statement, withinForm = sql`seq`, byProject, message }: Definition<F>): Check {
  const place = z.object(placeColumns)
  const figuresOnly = z.object(figures)
  const row = z.strictObject({ ...placeColumns, ...figures })
  return {
    id,
    figures: Object.keys(figures),
    statement,
    ofEachProject: (scope) => {
      const whole = { ...scope, projectId: null }
      return sql`
SELECT of_project, CAST(row_number() OVER (PARTITION BY of_project ORDER BY year, ${withinForm}) AS INTEGER) AS place, found.* EXCLUDE (of_project)
FROM (${byProject?.(whole) ?? sql`SELECT project_id AS of_project, checked.* FROM (${statement(whole)}) AS checked`}) AS found`
    },
    fits: (figure, value) => figures[figure] !== undefined && z.safeParse(figures[figure], value).success,
    toFinding: (answer) => {
      row.parse(answer)
      const own = figuresOnly.parse(answer)
      return { rule: id, severity: rules[id].severity, ...place.parse(answer), message: message(own), values: plainRow.parse(own) }
    },
  }
}

/** Columns of a finding about a form, over project_year as `p`. */
export const formPlace = sql`p.form_id,
  p.project_id,
  p.project,
  p.department,
  CAST(p.year AS INTEGER) AS year,
  CAST(NULL AS INTEGER) AS seq`

/** Columns of a finding about an indicator, over indicator as `i` joined to its form as `p`. */
export const indicatorPlace = sql`p.form_id,
  p.project_id,
  p.project,
  p.department,
  CAST(p.year AS INTEGER) AS year,
  i.seq`

export const formOrder = sql`p.year, p.department, p.project, p.form_id`
export const indicatorOrder = sql`p.year, p.department, p.project, p.form_id, i.seq`

function ofProject({ projectId }: CheckScope): readonly Statement[] {
  return projectId === null ? [] : [sql`p.project_id = ${projectId}`]
}

/** The forms that are checked, over project_year as `p`. */
export function formsChecked(scope: CheckScope): Statement {
  return allOf([formFilter(scope.selection), ...ofProject(scope)])
}

/** The indicators that are checked, over indicator as `i` joined to its form as `p`. */
export function indicatorsChecked(scope: CheckScope): Statement {
  return allOf([indicatorFilter(scope.selection), ...ofProject(scope)])
}
