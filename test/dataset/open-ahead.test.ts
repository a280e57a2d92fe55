import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { filesAhead, openAhead } from '@/dataset/open-ahead.ts'
import type { DatasetFiles } from '@/dataset/dataset-files.ts'
import { toContentHash } from '@/domain/content-hash.ts'
import { derivedVersion, manifestSchema, type Manifest } from '@/domain/manifest.ts'
import { sql } from '@/engine/sql.ts'
import { writeCellFile } from '@/rollups/cell-file.ts'
import { makeRollup } from '@/rollups/make-rollup.ts'
import { prepareAnswers, statementHash, writeAnswers } from '@/rollups/prepared-answers.ts'
import { rollupPlans } from '@/rollups/rollup-plans.ts'
import { form, openTiny } from '../queries/tiny-tables.ts'

const statement = sql`SELECT count(*) AS n FROM project_year`
const seldom = sql`SELECT count(*) + 1 AS n FROM project_year`
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const contents = new Map<string, Uint8Array<ArrayBuffer>>()
let manifest: Manifest
let read: string[] = []
const files: DatasetFiles = {
  read: async (path) => {
    read.push(path)
    const bytes = contents.get(path)
    if (!bytes) throw new Error(`no ${path}`)
    return bytes.slice()
  },
}

beforeAll(async () => {
  const engine = await openTiny({ project_year: [form({ project: '甲', year: 2022 })] })
  for (const plan of rollupPlans) contents.set(`derived/${plan.name}.jlnc`, writeCellFile(await makeRollup(engine, plan)))
  contents.set('derived/answers-later.json', writeAnswers(await prepareAnswers(engine, [seldom])))
  contents.set('derived/answers.json', writeAnswers(await prepareAnswers(engine, [statement])))
  await engine.close()
  const tables = [{ path: 'project_year.parquet', table: 'project_year' as const, year: null, bytes: 1, sha256: hash(new Uint8Array(1)) }]
  const derived = [...contents].map(([path, bytes]) => ({ path, kind: path.endsWith('.json') ? path.slice('derived/'.length, -'.json'.length) : 'rollup', year: null, bytes: bytes.length, sha256: hash(bytes) }))
  manifest = manifestSchema.parse({ title: '小', years: [2022], rows: { project_year: 1 }, files: tables, derived: { version: derivedVersion, madeFrom: toContentHash({ files: tables }), files: derived } })
})

function derivedOf({ derived }: Manifest): NonNullable<Manifest['derived']> {
  if (!derived) throw new Error('the manifest lists nothing made ahead')
  return derived
}

describe('openAhead', () => {
  it('reads the sums and answers of the first picture, and the large table when it is asked for', async () => {
    read = []
    const ahead = await openAhead(manifest, files)
    expect(read.toSorted()).toEqual(['derived/answers.json', 'derived/by-department.jlnc', 'derived/by-level.jlnc', 'derived/by-score.jlnc'])
    expect(ahead?.tables.map(({ table }) => table.name).toSorted()).toEqual(['by-department', 'by-level', 'by-score'])
    expect(ahead?.answers.get(statementHash(statement))?.()).toEqual([{ n: 1 }])
    const rest = await ahead?.later()
    expect([rest?.tables.map(({ table }) => table.name), rest?.answers.get(statementHash(seldom))?.()]).toEqual([['by-department-level', 'by-level3'], [{ n: 2 }]])
    expect(await ahead?.later()).toBe(await ahead?.later())
  })

  it('finds nothing where the tables are others, the version is another, or there is none', async () => {
    const [table] = manifest.files
    const stale = { ...manifest, files: table ? [{ ...table, sha256: hash(new Uint8Array(2)) }] : [] }
    expect(filesAhead(stale)).toEqual([])
    expect(filesAhead({ ...manifest, derived: { ...derivedOf(manifest), version: derivedVersion + 1 } })).toEqual([])
    expect(await openAhead(stale, files)).toBeNull()
    expect(await openAhead({ ...manifest, derived: undefined }, files)).toBeNull()
  })

  it.each(['derived/by-department.jlnc', 'derived/answers.json'])('takes nothing where %s is cut short, changed or missing', async (path) => {
    const whole = contents.get(path) ?? new Uint8Array()
    const changed = whole.slice()
    changed.set([(changed.at(-1) ?? 0) ^ 1], changed.length - 1)
    for (const bytes of [whole.slice(0, -8), changed]) {
      contents.set(path, bytes)
      expect(await openAhead(manifest, files)).toBeNull()
    }
    contents.delete(path)
    expect(await openAhead(manifest, files)).toBeNull()
    contents.set(path, whole)
    expect(await openAhead(manifest, files)).not.toBeNull()
  })

  it('takes nothing where a file of the right checksum is no table of cells', async () => {
    const text = new TextEncoder().encode('not cells')
    const path = 'derived/by-score.jlnc'
    const whole = contents.get(path)
    contents.set(path, text)
    const derived = derivedOf(manifest)
    const lying = { ...manifest, derived: { ...derived, files: derived.files.map((file) => (file.path === path ? { ...file, bytes: text.length, sha256: hash(text) } : file)) } }
    expect(await openAhead(lying, files)).toBeNull()
    if (whole) contents.set(path, whole)
  })

  it('rejects where it is given up', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    await expect(openAhead(manifest, { read: async (_, options) => (options?.signal?.throwIfAborted(), new Uint8Array()) }, stop.signal)).rejects.toThrow('enough')
  })
})
