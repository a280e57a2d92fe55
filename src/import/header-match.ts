import { tables, tableNames, type Column, type TableName } from '../domain/tables.ts'
import type { MoneyUnit } from '../domain/money.ts'

/** A person's answer to which header means what; kept for every file with the same header. */
export interface HeaderMapping {
  readonly table: TableName
  /** Column name → the header's text; columns left out are not in the file. */
  readonly columns: Readonly<Record<string, string>>
}

export interface MatchedColumn {
  readonly column: string
  readonly header: string
  readonly index: number
  /** The unit that the header itself names. */
  readonly moneyUnit: MoneyUnit | null
}
export interface HeaderMatch {
  readonly table: TableName
  readonly columns: readonly MatchedColumn[]
  /** Headers that mean no column of the table. */
  readonly extra: readonly string[]
  /** Needed columns that no header means: a person has to map them. */
  readonly missing: readonly string[]
  readonly signature: string
}

const identity = ['year', 'region', 'department', 'unit', 'project'] as const

function normalise(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/[\s_*:：-]+/g, '')
}

function withoutUnit(header: string): string {
  return normalise(header).replace(/[([【](?:单位)?(?:人民币)?(?:万?元|亿元|%|分|yuan|10,?000yuan|points|percent)[)\]】]$/, '')
}

/** The same for every file whose headers say the same, whatever their spacing. */
export function headerSignature(headers: readonly string[]): string {
  return headers.map(normalise).join('\u001F')
}

function unitOf(header: string): MoneyUnit | null {
  const text = normalise(header)
  if (/万元|10,?000yuan/.test(text)) return 'wan'
  return /[(【[](?:单位)?(?:人民币)?(?:元|yuan|rmb|cny)[)】\]]/.test(text) ? 'yuan' : null
}

function namesOf(column: Column): readonly string[] {
  return [column.name, column.label.zh, column.label.en, ...column.aliases].map(normalise)
}

/** Columns that a sheet of a table may have: its own, and those that say which form a row belongs to. */
export function columnsFor(table: TableName): readonly Column[] {
  const own: readonly Column[] = tables[table].columns
  const project: readonly Column[] = tables.project_year.columns
  return table === 'project_year' ? own : [...own, ...project.filter((column) => identity.some((name) => name === column.name))]
}

/** 分值, 执行率, 得分 side by side are the form's own columns for budget execution; any of them alone says nothing. */
function executionColumns(headers: readonly string[]): ReadonlyMap<string, string> {
  const texts = headers.map(withoutUnit)
  return ['分值', '执行率', '得分'].every((text) => texts.includes(text)) ? new Map([['分值', 'execution_weight'], ['得分', 'execution_score']]) : new Map()
}

function matchTable(headers: readonly string[], table: TableName): HeaderMatch {
  const columns = columnsFor(table)
  const named = columns.map((column) => ({ column, names: namesOf(column) }))
  const byContext = table === 'project_year' ? executionColumns(headers) : new Map<string, string>()
  const taken = new Set<string>()
  const matched: MatchedColumn[] = []
  const extra: string[] = []
  headers.forEach((header, index) => {
    const [full, bare] = [normalise(header), withoutUnit(header)]
    if (full === '') return
    const free = named.filter(({ column }) => !taken.has(column.name))
    const found = free.find(({ names }) => names.includes(full)) ?? free.find(({ names }) => names.includes(bare)) ?? free.find(({ column }) => byContext.get(bare) === column.name)
    if (!found) extra.push(header.trim())
    else {
      taken.add(found.column.name)
      matched.push({ column: found.column.name, header: header.trim(), index, moneyUnit: unitOf(header) })
    }
  })
  return finish(table, headers, matched, extra)
}

function finish(table: TableName, headers: readonly string[], columns: readonly MatchedColumn[], extra: readonly string[]): HeaderMatch {
  const has = (name: string): boolean => columns.some((column) => column.column === name)
  const own = table === 'indicator' ? ['level3'] : table === 'fund_source' ? ['source'] : []
  const form = table !== 'project_year' && has('form_id') ? [] : ['year', 'department', 'project']
  return { table, columns, extra, missing: [...form, ...own].filter((name) => !has(name)), signature: headerSignature(headers) }
}

function scoreOf(match: HeaderMatch): number {
  const has = (name: string): boolean => match.columns.some((column) => column.column === name)
  const kind = match.table === 'indicator' ? (has('level3') ? 100 : -100) : match.table === 'fund_source' ? (has('source') ? 50 : -100) : 0
  return kind + match.columns.length - match.missing.length * 3
}

/** What a row of headers means: the table that fits it best, and which column each header is. */
export function matchHeader(headers: readonly string[], mapping?: HeaderMapping | null): HeaderMatch {
  if (mapping) {
    const used = Object.entries(mapping.columns)
    const columns = used.flatMap(([column, text]): readonly MatchedColumn[] => {
      const index = headers.findIndex((header) => normalise(header) === normalise(text))
      return index < 0 ? [] : [{ column, header: headers[index] ?? text, index, moneyUnit: unitOf(text) }]
    })
    return finish(mapping.table, headers, columns, headers.filter((header, index) => header.trim() !== '' && !columns.some((column) => column.index === index)))
  }
  return tableNames.map((table) => matchTable(headers, table)).reduce((best, next) => (scoreOf(next) > scoreOf(best) ? next : best))
}
