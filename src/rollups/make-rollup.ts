import { addendKey, addendsOfFact, type Addend } from '@/domain/addends.ts'
import type { Dimension } from '@/domain/measures.ts'
import type { AnswerRow, AskOptions, Engine } from '@/engine/engine.ts'
import { bitsTogether } from '@/engine/dialect.ts'
import { addendSql, dimensionSql, factSql } from '@/engine/measure-sql.ts'
import { columnLines, identifier, list, sql, type Statement } from '@/engine/sql.ts'
import { maskedCutCondition, usualThresholds } from '@/engine/table-sql.ts'
import { textColumn, type CellColumn, type CellMeta, type CellTable } from './cell-table.ts'
import { projectName } from './project-name.ts'
import { mostBitmapBytes, mostCells, type RollupPlan } from './rollup-plans.ts'
import { countColumn, countName, sumColumns, toWhole } from './sum-columns.ts'

type Dictionary = readonly (string | null)[]

async function dictionaryOf(engine: Engine, { fact }: RollupPlan, dimension: Dimension, options: AskOptions): Promise<Dictionary> {
  const rows = await engine.rows(sql`SELECT DISTINCT ${dimensionSql(dimension)} AS value\nFROM ${factSql(fact)}\nORDER BY value`, options)
  return rows.map(({ value }) => (value === null || value === undefined ? null : String(value)))
}

/** Columns of codes for what has more than one value; of a single one the dictionary says all. */
function codeColumns(dimensions: readonly Dimension[], rows: readonly AnswerRow[], dictionaries: Readonly<Record<string, Dictionary>>, nameOf: (name: string) => string): readonly CellColumn[] {
  return dimensions.filter((dimension) => (dictionaries[dimension]?.length ?? 0) > 1).map((dimension) => textColumn(nameOf(dimension), dictionaries[dimension] ?? [], rows.map((row) => row[dimension])))
}

function groupSql(dimensions: readonly Dimension[]): { readonly columns: readonly Statement[]; readonly order: Statement } {
  return { columns: dimensions.map((dimension) => sql`${dimensionSql(dimension)} AS ${identifier(dimension)}`), order: list(dimensions.map((dimension) => dimensionSql(dimension))) }
}

function cellsStatement({ fact, dimensions, sums }: RollupPlan, addends: readonly Addend[]): Statement {
  const { columns, order } = groupSql(dimensions)
  const counted = fact === 'project_year' && sums ? [sql`count(*) FILTER (WHERE ${maskedCutCondition(usualThresholds)}) AS masked_cuts`] : []
  const added = addends.flatMap((addend) => [sql`sum(${addendSql(addend)}) AS ${identifier(addendKey(addend))}`, sql`count(${addendSql(addend)}) AS ${identifier(countName(addendKey(addend)))}`])
  return sql`SELECT
  ${columnLines([...columns, sql`count(*) AS "rows"`, ...counted, ...added])}
FROM ${factSql(fact)}
GROUP BY ${order}
ORDER BY ${order}`
}

function addendColumns(addend: Addend, rows: readonly AnswerRow[]): readonly CellColumn[] {
  const key = addendKey(addend)
  const columns = sumColumns(key, rows.map((row) => toWhole(row[key])))
  // Sums that no pair of numbers holds are left to SQL.
  if (columns === null) return []
  const counts = rows.map((row) => Number(row[countName(key)]))
  return rows.every((row, index) => Number(row['rows']) === counts[index]) ? columns : [...columns, countColumn(countName(key), counts)]
}

/** Whether a project lies in one region and one department all its years, so that it can be counted there. */
async function liesInOne(engine: Engine, within: readonly Dimension[], options: AskOptions): Promise<boolean> {
  if (within.length === 0) return true
  const differs = within.map((dimension) => sql`count(DISTINCT ${identifier(dimension)}) + CAST(count(*) > count(${identifier(dimension)}) AS INTEGER)`)
  const [row] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM (
  SELECT greatest(${list(differs)}) AS places
  FROM project_year
  GROUP BY project_id
) AS projects
WHERE places > 1`, options)
  return Number(row?.['n']) === 0
}

async function projectColumns(engine: Engine, { fact }: RollupPlan, { by, within }: NonNullable<RollupPlan['projects']>, dictionaries: Readonly<Record<string, Dictionary>>, options: AskOptions): Promise<readonly CellColumn[]> {
  const dimensions: readonly Dimension[] = ['year', ...within, ...by]
  const { columns } = groupSql(dimensions)
  const rows = await engine.rows(sql`WITH seen AS (
  SELECT
    ${columnLines(columns)},
    lag(p.year) OVER (PARTITION BY ${list([sql`p.project_id`, ...by.map((dimension) => dimensionSql(dimension))])} ORDER BY p.year) AS previous_year
  FROM ${factSql(fact)}
)
SELECT
  ${columnLines([...dimensions.map((dimension) => identifier(dimension)), sql`previous_year`, sql`count(*) AS "rows"`])}
FROM seen
GROUP BY ${list([...dimensions.map((dimension) => identifier(dimension)), sql`previous_year`])}
ORDER BY ${list([...dimensions.map((dimension) => identifier(dimension)), sql`previous_year`])}`, options)
  const years = dictionaries['year'] ?? []
  return [
    ...codeColumns(dimensions, rows, dictionaries, projectName),
    textColumn(projectName('previous_year'), [null, ...years], rows.map((row) => row['previous_year'])),
    countColumn(projectName('rows'), rows.map((row) => Number(row['rows']))),
  ]
}

/** For each year and value in turn, a bit a department: the lowest bit of the first word is the first department. */
async function departmentBits(engine: Engine, by: Dimension, dictionaries: Readonly<Record<string, Dictionary>>, options: AskOptions): Promise<{ readonly departments: Dictionary; readonly column: CellColumn } | null> {
  const departments = (await engine.rows(sql`SELECT DISTINCT department FROM project_year ORDER BY department`, options)).map((row) => String(row['department']))
  const words = Math.ceil(departments.length / 32)
  const [years, values] = [dictionaries['year'] ?? [], dictionaries[by] ?? []]
  const all = years.length * values.length * words
  if (all * 4 > mostBitmapBytes) return null
  const bits = new Uint32Array(all)
  const rows = await engine.rows(sql`WITH places AS (
  SELECT department, CAST((place - place % 32) / 32 AS INTEGER) AS word, CAST(place % 32 AS INTEGER) AS bit
  FROM (SELECT department, row_number() OVER (ORDER BY department) - 1 AS place FROM (SELECT DISTINCT department FROM project_year) AS named) AS placed
)
SELECT p.year, ${dimensionSql(by)} AS value, d.word, ${bitsTogether(sql`d.bit`)} AS bits
FROM ${factSql('indicator')}
JOIN places AS d ON d.department = p.department
GROUP BY p.year, ${dimensionSql(by)}, d.word
ORDER BY p.year, ${dimensionSql(by)}, d.word`, options)
  const [yearCodes, valueCodes] = [new Map(years.map((text, code) => [text, code])), new Map(values.map((text, code) => [text, code]))]
  for (const row of rows) {
    const place = (yearCodes.get(String(row['year'])) ?? 0) * values.length + (valueCodes.get(row['value'] === null || row['value'] === undefined ? null : String(row['value'])) ?? 0)
    bits[place * words + Number(row['word'])] = Number(row['bits'])
  }
  return { departments, column: { name: 'departments', kind: 'u32', values: bits } }
}

/** What stays the same over the whole dataset can be asked of any table. */
async function singleValues(engine: Engine, plan: RollupPlan, options: AskOptions): Promise<Readonly<Record<string, Dictionary>>> {
  const found: [string, Dictionary][] = []
  for (const dimension of (['region', 'department', 'unit'] as const).filter((each) => !plan.dimensions.includes(each))) {
    const rows = await engine.rows(sql`SELECT DISTINCT ${identifier(dimension)} AS value FROM project_year ORDER BY value LIMIT 2`, options)
    if (rows.length === 1) found.push([dimension, rows.map(({ value }) => (typeof value === 'string' ? value : null))])
  }
  return Object.fromEntries(found)
}

function refused(plan: RollupPlan, reason: 'too-many-cells'): CellTable {
  return { name: plan.name, rows: 0, columns: [], dictionaries: {}, meta: { fact: plan.fact, refused: reason, most: mostCells } }
}

/**
 * A table of sums of what is loaded, made by SQL: integer units, so that adding them is exact in any order. The same rows
 * give the same table on every engine. One with too many cells covers nothing, and its meta says `refused`.
 */
export async function makeRollup(engine: Engine, plan: RollupPlan, options: AskOptions = {}): Promise<CellTable> {
  const dictionaries: Record<string, Dictionary> = { ...(await singleValues(engine, plan, options)) }
  for (const dimension of plan.dimensions) {
    dictionaries[dimension] = await dictionaryOf(engine, plan, dimension, options)
    if (dictionaries[dimension].length > mostCells) return refused(plan, 'too-many-cells')
  }
  const { order } = groupSql(plan.dimensions)
  const [counted] = await engine.rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM (SELECT 1 FROM ${factSql(plan.fact)} GROUP BY ${order}) AS cells`, options)
  if (Number(counted?.['n']) > mostCells) return refused(plan, 'too-many-cells')
  const addends = plan.sums ? addendsOfFact(plan.fact) : []
  const rows = await engine.rows(cellsStatement(plan, addends), options)
  const masked = rows.some((row) => row['masked_cuts'] !== undefined) ? [countColumn('masked_cuts', rows.map((row) => Number(row['masked_cuts'])))] : []
  const counts = plan.projects && (await liesInOne(engine, plan.projects.within, options)) ? await projectColumns(engine, plan, plan.projects, dictionaries, options) : []
  const bits = plan.departmentsBy ? await departmentBits(engine, plan.departmentsBy, dictionaries, options) : null
  const meta: Record<string, CellMeta> = {
    fact: plan.fact,
    ...(masked.length > 0 ? { minCut: usualThresholds.minCut, minExecution: usualThresholds.minExecution } : {}),
    ...(plan.projects && counts.length > 0 ? { projects: { by: plan.projects.by, within: plan.projects.within } } : {}),
    ...(bits ? { departmentsBy: plan.departmentsBy ?? null, departmentCount: bits.departments.length } : {}),
  }
  const columns = [...codeColumns(plan.dimensions, rows, dictionaries, (name) => name), countColumn('rows', rows.map((row) => Number(row['rows']))), ...masked, ...addends.flatMap((addend) => addendColumns(addend, rows)), ...counts, ...(bits ? [bits.column] : [])]
  return { name: plan.name, rows: rows.length, columns, dictionaries, meta }
}
