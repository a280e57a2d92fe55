import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createBrowserStore } from '@/dataset/browser-store.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'
import { createDataTasks, type DataTasks, type SourceRef } from '@/dataset/data-tasks.ts'
import { StoreError } from '@/dataset/stored-files.ts'
import { loadDataset } from '@/dataset/load-dataset.ts'
import { memoryFiles } from '@/dataset/memory-files.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { sql } from '@/engine/sql.ts'
import { memoryDirectory, memoryLocks } from './memory-directory.ts'

const forms = fileURLToPath(new URL('../../data/forms/', import.meta.url))
const formFiles = readdirSync(forms).filter((name) => name.endsWith('.txt')).toSorted()
const nobody = () => undefined

function openTasks(canStore: 'kept' | 'refused' = 'kept') {
  const store = createBrowserStore({ root: memoryDirectory().open(), locks: memoryLocks() })
  const tasks = () =>
    createDataTasks({
      askedAhead,
      keepDerived: async () => undefined,
      characterMaps: 'node_modules/pdfjs-dist/cmaps/',
      openEngine: () => openNativeEngine(),
      openStore: async () => {
        if (canStore === 'refused') throw new StoreError('refused')
        return store
      },
      readParquet: async () => ({ columns: [], rows: [] }),
    })
  return { store, tasks }
}

async function read(tasks: DataTasks, files: readonly (readonly [string, string])[]): Promise<void> {
  for (const [input, [name, text]] of files.entries()) await tasks.read({ input, name, file: new Blob([text]), region: null, mappings: {} })
}
const sixForms = formFiles.map((name) => [name, readFileSync(forms + name, 'utf8')] as const)
const header = '年度,主管部门,项目名称,年初预算数,全年预算数,全年执行数'

async function budgets(source: { readonly manifest: Parameters<typeof loadDataset>[1]; readonly files: Parameters<typeof loadDataset>[2] }) {
  const engine = await openNativeEngine()
  await loadDataset(engine, source.manifest, source.files, { number: 1 })
  const rows = await engine.rows(sql`SELECT project || ' ' || year AS form, CAST(initial_budget AS VARCHAR) AS initial, (SELECT CAST(count(*) AS INTEGER) FROM indicator WHERE indicator.form_id = project_year.form_id) AS indicators FROM project_year ORDER BY form`)
  await engine.close()
  return rows.map((row) => [row['form'], row['initial'], row['indicators']])
}
async function stored(store: ReturnType<typeof openTasks>['store'], id: string) {
  const entry = (await store.list()).entries.find((each) => each.id === id)
  if (!entry) throw new Error('not stored')
  return entry
}

describe('an import', () => {
  it('of the six forms gives a dataset of six forms and 56 indicators, named after whose they are', async () => {
    const { store, tasks } = openTasks()
    const mine = tasks()
    await read(mine, sixForms)
    const summary = await mine.summary({ target: null, choices: {} })
    expect(summary.taken).toEqual({ forms: 6, rows: 80, added: 6, replaced: 0, kept: 0 })
    expect((await store.list()).entries).toEqual([])
    const saved = await mine.save({ target: null, choices: {}, title: summary.suggestedTitle }, nobody)
    const entry = await stored(store, saved.id)
    expect(entry.manifest).toMatchObject({ title: { zh: '上海市松江区城市运行管理中心 2023' }, rows: { project_year: 6, fund_source: 18, indicator: 56 }, years: [2023], synthetic: false })
    expect((await budgets(entry)).length).toBe(6)
  })

  it('keeps or replaces what is there, by file, and says so before', async () => {
    const { store, tasks } = openTasks()
    const first = tasks()
    await read(first, [['a.csv', `${header}\n2023,水务局,河道,100,80,80\n2023,水务局,闸门,10,10,10\n`]])
    const { id } = await first.save({ target: null, choices: {}, title: { zh: '甲', en: 'A' } }, nobody)
    const target: SourceRef = { kind: 'browser', id }

    const second = tasks()
    await read(second, [['b.csv', `${header}\n2023,水务局,河道,200,80,80\n2024,水务局,河道,300,80,80\n`], ['c.csv', `${header}\n2023,水务局,闸门,20,10,10\n2024,水务局,河道,400,1,1\n`]])
    const kept = await second.summary({ target, choices: {} })
    expect(kept.taken).toMatchObject({ added: 1, replaced: 0, kept: 2 })
    expect(kept.files.map(({ repeated, present }) => [repeated, present])).toEqual([[0, 1], [1, 1]])
    const replaced = await second.summary({ target, choices: { 'b.csv': 'replace' } })
    expect(replaced.taken).toMatchObject({ added: 1, replaced: 1, kept: 1 })
    await second.save({ target, choices: { 'b.csv': 'replace' }, title: null }, nobody)
    expect(await budgets(await stored(store, id))).toEqual([['河道 2023', '200.00', 0], ['河道 2024', '300.00', 0], ['闸门 2023', '10.00', 0]])

    const third = tasks()
    await read(third, [['b.csv', `${header}\n2024,水务局,河道,1,80,80\n`], ['c.csv', `${header}\n2024,水务局,河道,400,1,1\n`]])
    await third.save({ target, choices: { 'b.csv': 'replace', 'c.csv': 'replace' }, title: null }, nobody)
    expect((await budgets(await stored(store, id)))[1]).toEqual(['河道 2024', '400.00', 0])
  })

  it('puts indicators to the forms that the dataset has, in the place of theirs only where told to', async () => {
    const { store, tasks } = openTasks()
    const first = tasks()
    await read(first, sixForms.slice(0, 1))
    const { id } = await first.save({ target: null, choices: {}, title: null }, nobody)
    const [before] = await budgets(await stored(store, id))
    const [project = ''] = String(before?.[0]).split(' ')
    const csv = `年度,主管部门,项目名称,三级指标,分值\n2023,上海市松江区城市运行管理中心,${project},新指标,10\n`
    const second = tasks()
    await read(second, [['more.csv', csv]])
    const target: SourceRef = { kind: 'browser', id }
    expect((await second.summary({ target, choices: {} })).taken.rows).toBe(0)
    expect((await second.summary({ target, choices: { 'more.csv': 'replace' } })).taken.rows).toBe(1)
    await second.save({ target, choices: { 'more.csv': 'replace' }, title: null }, nobody)
    expect(await budgets(await stored(store, id))).toEqual([[before?.[0], before?.[1], 1]])
  })

  it('reads a header that nobody knows once a person has mapped it', async () => {
    const { tasks } = openTasks()
    const mine = tasks()
    const text = '哪年,谁管,干啥,年初预算数\n2023,水务局,河道,100\n'
    await read(mine, [['odd.csv', text]])
    const [file] = (await mine.summary({ target: null, choices: {} })).files
    expect(file).toMatchObject({ rows: 0, unmapped: [{ missing: ['year', 'department', 'project'] }] })
    const signature = file?.unmapped[0]?.signature ?? ''
    await mine.read({ input: 0, name: 'odd.csv', file: new Blob([text]), region: null, mappings: { [signature]: { table: 'project_year', columns: { year: '哪年', department: '谁管', project: '干啥', initial_budget: '年初预算数' } } } })
    expect((await mine.summary({ target: null, choices: {} })).taken).toMatchObject({ forms: 1, rows: 1 })
  })

  it('takes the good rows of a file and hands the bad ones back, to be corrected and read again', async () => {
    const { tasks } = openTasks()
    const mine = tasks()
    await read(mine, [['a.csv', `${header}\n2023,水务局,河道,100,80,80\n2023,水务局,闸门,一百,10,10\n`]])
    const summary = await mine.summary({ target: null, choices: {} })
    expect(summary.files[0]).toMatchObject({ rows: 1, badRows: 1, errors: 1 })
    const [csv = ''] = await mine.badRows({ place: 0, language: 'zh' })
    await mine.read({ input: 1, name: 'corrected.csv', file: new Blob([csv.replace('一百', '100')]), region: null, mappings: {} })
    expect((await mine.summary({ target: null, choices: {} })).taken.forms).toBe(2)
  })

  it('stays usable for the visit where the browser keeps nothing', async () => {
    const mine = openTasks('refused').tasks()
    await read(mine, sixForms)
    const saved = await mine.save({ target: null, choices: {}, title: null }, nobody)
    expect(saved).toMatchObject({ kind: 'visit', why: 'refused', id: expect.stringMatching(/^visit-/) })
    if (saved.kind !== 'visit') return
    const files = memoryFiles(saved.files)
    expect((await budgets({ files, manifest: await readManifest(files) })).length).toBe(6)
  })
})

it('merges two datasets into a third, and of a form that both have takes the one that was chosen', async () => {
  const { store, tasks } = openTasks()
  const save = async (text: string) => {
    const mine = tasks()
    await read(mine, [['a.csv', `${header}\n${text}`]])
    return mine.save({ target: null, choices: {}, title: null }, nobody)
  }
  const first = await save('2023,水务局,河道,100,80,80\n')
  const second = await save('2023,水务局,河道,200,80,80\n2024,水务局,河道,300,80,80\n')
  for (const [winner, initial] of [['first', '100.00'], ['second', '200.00']] as const) {
    const merged = await tasks().merge({ first: { kind: 'browser', id: first.id }, second: { kind: 'browser', id: second.id }, winner, title: { zh: '合', en: 'Both' } }, nobody)
    expect(await budgets(await stored(store, merged.id))).toEqual([['河道 2023', initial, 0], ['河道 2024', '300.00', 0]])
  }
  expect((await store.list()).entries.length).toBe(4)
})
