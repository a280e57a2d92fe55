import * as z from 'zod/mini'
import type { Label, Language } from '@/domain/label.ts'
import type { RuleSet } from '@/domain/rule-set.ts'
import type { Selection } from '@/domain/selection.ts'
import type { AskOptions } from '@/engine/engine.ts'
import { sql, type Statement } from '@/engine/sql.ts'
import type { FigureValue } from '../checks/check.ts'
import { formFilter } from '../parts/selection-filter.ts'
import type { AskQuestion, Query } from '../query.ts'

export type StandoutId = 'largest-cut' | 'masked-cuts' | 'department-change' | 'worst-reliability' | 'repeated-indicator' | 'satisfaction-deducted' | 'same-score'

/** What is looked at: the last year of a selection under a rule set. */
export interface StandoutScope {
  readonly ruleSet: RuleSet
  readonly selection: Selection
}

/** A piece of a sentence: plain text, or a figure, which may deserve a second look. */
export interface SentencePiece {
  readonly text: string
  readonly figure: boolean
  readonly warn: boolean
}

/** A figure in the words of a sentence. */
export interface SpokenFigure {
  readonly text: Label
  readonly warn?: boolean
}

/** A place in the page: a path behind the `#`, its parts encoded, and query parameters beside those of the selection. */
export interface StandoutLink {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** A sentence that the data carries, with its exact figures, where it leads and the SQL behind it. */
export interface Standout {
  readonly id: StandoutId
  readonly sentence: Readonly<Record<Language, readonly SentencePiece[]>>
  readonly figures: Readonly<Record<string, FigureValue>>
  readonly link: StandoutLink
  readonly statement: Statement
}

interface Words {
  /** `{name}` stands for a figure. */
  readonly template: Label
  readonly spoken: Readonly<Record<string, SpokenFigure>>
  readonly link: StandoutLink
}

interface Definition<Row extends Readonly<Record<string, FigureValue>>> {
  readonly id: StandoutId
  readonly row: z.core.$ZodType<Row>
  /** At most one row: none where the data carries no such sentence. */
  readonly statement: (scope: StandoutScope) => Statement
  readonly words: (row: Row, scope: StandoutScope) => Words
}

/** A question for a sentence, whatever the shape of its row. */
export interface StandoutQuestion {
  readonly statement: (scope: StandoutScope) => Statement
  /** The sentence of a scope; null where the data carries none. Rejects as `ask` does. */
  readonly find: (ask: AskQuestion, scope: StandoutScope, options?: AskOptions) => Promise<Standout | null>
}

function pieces(template: string, language: Language, spoken: Words['spoken']): readonly SentencePiece[] {
  return template.split(/\{(\w+)\}/).flatMap((text, index): readonly SentencePiece[] => {
    if (index % 2 === 0) return text === '' ? [] : [{ text, figure: false, warn: false }]
    const figure = spoken[text]
    if (!figure) throw new Error(`a sentence has no figure {${text}}`)
    return [{ text: figure.text[language], figure: true, warn: figure.warn ?? false }]
  })
}

/** A question for a sentence, from its SQL, the shape of its row and its words. */
export function defineStandout<Row extends Readonly<Record<string, FigureValue>>>({ id, row, statement, words }: Definition<Row>): StandoutQuestion & { readonly query: Query<StandoutScope, Row> } {
  const query: Query<StandoutScope, Row> = { name: id, statement, row, fromForms: 'forms' }
  return {
    query,
    statement,
    find: async (ask, scope, options) => {
      const [figures] = await ask(query, scope, options)
      if (!figures) return null
      const { template, spoken, link } = words(figures, scope)
      return { id, figures, link, statement: statement(scope), sentence: { zh: pieces(template.zh, 'zh', spoken), en: pieces(template.en, 'en', spoken) } }
    },
  }
}

/** CTE `latest`: the last year that a selection has. */
export function latestYear({ selection }: StandoutScope): Statement {
  return sql`latest AS (
  SELECT max(p.year) AS year
  FROM project_year AS p
  WHERE ${formFilter(selection)}
)`
}

/** The query parameters that hold a page to one year. */
export function inYear(year: number): Readonly<Record<string, string>> {
  return { from: String(year), to: String(year) }
}
