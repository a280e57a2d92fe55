import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { AnswerRow, Engine } from '@/engine/engine.ts'
import { allOf, anyOf, sql, type Statement } from '@/engine/sql.ts'
import { byHand, indicatorsByHand } from '../measures-by-hand.ts'
import { figures, type TableRow } from '../site.ts'

/** Says where a settled view differs from what native DuckDB answers to SQL written by hand. */
export interface SoakJudge {
  readonly differences: (page: Page) => Promise<readonly string[]>
  /** How many figures and cells were compared so far. */
  readonly compared: () => number
  readonly close: () => Promise<void>
}

interface Address {
  readonly view: string
  readonly item: string
  readonly parameters: URLSearchParams
}

function addressOf(url: string): Address {
  const [path = '', query = ''] = new URL(url).hash.slice(2).split('?')
  const [view = '', item = ''] = path.split('/')
  return { view, item: decodeURIComponent(item), parameters: new URLSearchParams(query) }
}

function scope({ parameters }: Address, texts: readonly Statement[]): Statement {
  const conditions: Statement[] = []
  const [from, to, q] = ['from', 'to', 'q'].map((name) => parameters.get(name))
  if (from) conditions.push(sql`p.year >= ${Number(from)}`)
  if (to) conditions.push(sql`p.year <= ${Number(to)}`)
  if (parameters.get('region')) conditions.push(sql`p.region = ${parameters.get('region')}`)
  if (parameters.get('department')) conditions.push(sql`p.department = ${parameters.get('department')}`)
  if (parameters.get('unit')) conditions.push(sql`p.unit = ${parameters.get('unit')}`)
  if (q) conditions.push(anyOf(texts.map((text) => sql`contains(lower(${text}), lower(${q}))`)))
  return allOf(conditions)
}

const formTexts = [sql`p.project`, sql`p.department`, sql`p.unit`]
const ofForms = (address: Address) => scope(address, formTexts)
const ofIndicators = (address: Address) => scope(address, [...formTexts, sql`i.level3`])
const joined = sql`FROM indicator AS i JOIN project_year AS p USING (form_id)`
const budget = ['initial_budget', 'full_year_budget', 'executed', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial'] as const

function same(shown: string | undefined, expected: AnswerRow[string] | undefined): boolean {
  if (shown === undefined) return false
  if (expected === null || expected === undefined) return shown === ''
  if (typeof expected === 'number' && !Number.isInteger(expected)) return Math.abs(Number(shown) - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
  return shown === String(expected)
}

/** The rows that a table shows now, and how many it has in all. */
async function shownTable(page: Page, name: string): Promise<{ readonly count: number; readonly rows: readonly TableRow[] }> {
  return page.locator(`[data-table="${name}"]`).first().evaluate((table) => {
    const rows = [...table.querySelectorAll('[data-key]')].map((row) => ({
      key: row.getAttribute('data-key') ?? '',
      cells: Object.fromEntries([...row.querySelectorAll('[data-column]')].map((cell) => [cell.getAttribute('data-column') ?? '', cell.getAttribute('data-value') ?? ''])),
    }))
    return { count: Number(table.getAttribute('data-row-count') ?? rows.length), rows }
  })
}

/** Opens a judge over the shipped datasets and those that `folderOf` knows: the folder with the same rows as plain files. */
export function openJudge(folderOf: (id: string) => string | undefined): SoakJudge {
  const engines = new Map<string, Promise<Engine>>()
  let compared = 0

  function engineOf(id: string): Promise<Engine> {
    const opened =
      engines.get(id) ??
      openNativeEngine().then(async (engine) => {
        await loadDatasetFolder(engine, folderOf(id) ?? fileURLToPath(new URL(`../../../data/${id}`, import.meta.url)))
        return engine
      })
    engines.set(id, opened)
    return opened
  }

  return {
    differences: async (page) => {
      const address = addressOf(page.url())
      const engine = await engineOf(address.parameters.get('data') ?? 'demo-city')
      const found: string[] = []
      const compare = (place: string, shown: Readonly<Record<string, string | undefined>>, answer: AnswerRow | undefined, names: readonly string[]) => {
        for (const name of names) {
          compared += 1
          if (!same(shown[name], answer?.[name])) found.push(`${page.url()} ${place} ${name}: shows ${shown[name] ?? 'nothing'}, DuckDB has ${String(answer?.[name])}`)
        }
      }
      const figuresAre = async (from: Statement, names: readonly string[]) => {
        const [answer] = await engine.rows(from)
        if (Number(answer?.['form_count'] ?? answer?.['indicator_count']) === 0) return false
        compare('figure', await figures(page), answer, names)
        return true
      }
      const tableIs = async (name: string, from: Statement, names: readonly string[]) => {
        const answers = new Map((await engine.rows(from)).map((row) => [String(row['key']), row]))
        // A page without a form says so in words, without the table.
        if (answers.size === 0 && (await page.locator(`[data-table="${name}"]`).count()) === 0) return
        const table = await shownTable(page, name)
        compare(`table ${name}`, { rows: String(table.count) }, { rows: answers.size }, ['rows'])
        for (const row of table.rows) compare(`table ${name} row ${row.key}`, row.cells, answers.get(row.key), names)
      }

      if (address.view === 'overview' && (await figuresAre(sql`SELECT ${byHand} FROM project_year AS p WHERE ${ofForms(address)}`, [...budget, 'average_score', 'project_count', 'form_count', 'department_count']))) {
        await figuresAre(sql`SELECT ${indicatorsByHand} ${joined} WHERE ${ofIndicators(address)}`, ['indicator_count', 'score_rate'])
        await tableIs('departments', sql`SELECT p.department AS key, ${byHand} FROM project_year AS p WHERE ${ofForms(address)} GROUP BY p.department`, budget)
      }
      if (address.view === 'departments') await tableIs('departments', sql`SELECT p.department AS key, ${byHand} FROM project_year AS p WHERE ${ofForms(address)} GROUP BY p.department`, [...budget, 'project_count'])
      if (address.view === 'department') {
        const its = sql`FROM project_year AS p WHERE p.department = ${address.item} AND ${ofForms({ ...address, parameters: new URLSearchParams([...address.parameters].filter(([name]) => name !== 'department')) })}`
        if (await figuresAre(sql`SELECT ${byHand} ${its}`, [...budget, 'project_count', 'form_count'])) await tableIs('projects', sql`SELECT p.project_id AS key, ${byHand} ${its} GROUP BY p.project_id`, budget)
      }
      if (address.view === 'projects') await tableIs('projects', sql`SELECT p.project_id AS key, ${byHand} FROM project_year AS p WHERE ${ofForms(address)} GROUP BY p.project_id`, budget)
      if (address.view === 'project') {
        const its = sql`FROM project_year AS p WHERE p.project_id = ${address.item}`
        const years = await engine.rows(sql`SELECT CAST(p.year AS INTEGER) AS year ${its} ORDER BY p.year DESC`)
        // A project of one year has no table of years.
        if (years.length > 1) await tableIs('years', sql`SELECT p.form_id AS key, CAST(p.year AS INTEGER) AS year, ${byHand} ${its} GROUP BY p.form_id, p.year`, ['year', ...budget])
        const chosen = new URLSearchParams([...address.parameters].filter(([name]) => name === 'from' || name === 'to'))
        await figuresAre(sql`SELECT ${byHand} ${its} AND ${ofForms({ ...address, parameters: chosen })}`, budget)
      }
      if (address.view === 'indicators') await tableIs('indicators', sql`SELECT i.level3 AS key, ${indicatorsByHand} ${joined} WHERE ${ofIndicators(address)} GROUP BY i.level3`, ['indicator_count', 'project_count', 'department_count', 'score_rate'])
      if (address.view === 'indicator') await figuresAre(sql`SELECT ${indicatorsByHand} ${joined} WHERE i.level3 = ${address.item} AND ${ofForms(address)}`, ['indicator_count', 'project_count', 'department_count', 'indicator_weight', 'indicator_score', 'score_rate'])
      if (address.view === 'cuts') {
        const share = address.parameters.get('min_cut') ?? '0.2'
        const isCut = sql`p.initial_budget > p.full_year_budget AND p.initial_budget - p.full_year_budget >= CAST(${share} AS DECIMAL(38,6)) * p.initial_budget`
        await tableIs('cuts', sql`SELECT p.form_id AS key, CAST(p.year AS INTEGER) AS year, ${byHand} FROM project_year AS p WHERE ${isCut} AND ${ofForms(address)} GROUP BY p.form_id, p.year`, ['year', 'initial_budget', 'full_year_budget', 'cut', 'cut_rate', 'execution_rate', 'execution_of_initial'])
      }
      return found
    },
    compared: () => compared,
    close: async () => {
      for (const engine of engines.values()) await (await engine).close()
    },
  }
}
