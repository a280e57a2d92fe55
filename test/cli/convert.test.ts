import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { tableNames } from '@/domain/tables.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { verbatim } from '@/engine/sql.ts'
import { jilan, jilanHere, openTempFolder, project } from './jilan.ts'

let [folder, remove] = ['', async () => {}]
beforeEach(async () => {
  const temp = await openTempFolder()
  ;[folder, remove] = [temp.path, temp.remove]
})
afterEach(() => remove())

async function tablesOf(path: string) {
  const engine = await openNativeEngine()
  await loadDatasetFolder(engine, path)
  const tables = await Promise.all(tableNames.map((name) => engine.rows(verbatim(`SELECT * FROM ${name} ORDER BY ALL`))))
  await engine.close()
  return tables
}

describe('the six real forms', () => {
  it.each(['parquet', 'csv'])('as %s give the same tables as data/songjiang-2023', async (format) => {
    const out = join(folder, 'new/set')
    const { code, error } = await jilanHere(['convert', 'data/forms', '--out', out, '--format', format, '--lang', 'en'])
    expect([code, error]).toEqual([0, `6 forms in ${out}\n`])
    expect(await tablesOf(out)).toEqual(await tablesOf(join(project, 'data/songjiang-2023')))
  })

  it('carry the region, titles and description that were given', async () => {
    const out = join(folder, 'set')
    await jilanHere(['convert', 'data/forms', '--out', out, '--region', '某区', '--title', '甲|A', '--description', '乙'])
    const manifest: unknown = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ title: { zh: '甲', en: 'A' }, description: { zh: '乙', en: '乙' }, region: '某区', synthetic: false, years: [2023], rows: { project_year: 6, fund_source: 18, indicator: 56 } })
    const [forms] = await tablesOf(out)
    expect(new Set(forms?.map((row) => row['region']))).toEqual(new Set(['某区']))
  })
})

describe('input that is no good', () => {
  it('is reported with file, place and reason; the good part is written, and the exit code is 2', async () => {
    const good = (await readdir(join(project, 'data/forms'))).sort()[0] ?? ''
    await writeFile(join(folder, 'letter.txt'), 'Dear all,\nthis is not a form.\n')
    const out = join(folder, 'set')
    const { code, out: report } = await jilan(['convert', join('data/forms', good), join(folder, 'letter.txt'), '--out', out, '--report', '-', '--lang', 'en'])
    expect(code).toBe(2)
    expect(JSON.parse(report)).toEqual({
      files: [
        { name: good, kind: 'form', forms: 1, rows: 13, errors: [], warnings: [] },
        { name: 'letter.txt', kind: 'form', forms: 0, rows: 0, errors: [expect.objectContaining({ place: 'page 1, line 1', code: 'missing-label', message: expect.stringMatching(/\w/) })], warnings: [] },
      ],
    })
    expect((await tablesOf(out))[0]).toHaveLength(1)
  })

  it('leaves nothing behind where nothing was good, but the report', async () => {
    await writeFile(join(folder, 'letter.txt'), 'no form')
    const { code } = await jilanHere(['convert', join(folder, 'letter.txt'), '--out', join(folder, 'set'), '--report', join(folder, 'report.json')])
    expect([code, (await readdir(folder)).sort()]).toEqual([2, ['letter.txt', 'report.json']])
  })

  it('is a form that another file has already', async () => {
    const { code, error } = await jilanHere(['convert', 'data/forms', 'test/truth/2023-松江区城运中心-全部.txt', '--out', join(folder, 'set'), '--lang', 'en'])
    expect(code).toBe(2)
    expect(error).toMatch(/全部\.txt.*课题与规划 \(2023\).* stands in 2023-1-课题与规划\.txt already/)
    expect((await tablesOf(join(folder, 'set')))[0]).toHaveLength(6)
  })
})

describe('the folder written to', () => {
  const convertTo = (out: string) => jilanHere(['convert', 'data/forms', '--out', out, '--lang', 'en'])

  it.each([
    ['a folder with other things', async (out: string) => (await mkdir(out), await writeFile(join(out, 'thesis.doc'), 'years of work'))],
    ['a folder with another manifest.json', async (out: string) => (await mkdir(out), await writeFile(join(out, 'manifest.json'), '{"name": "app", "icons": []}'))],
    ['a file', async (out: string) => writeFile(out, 'text')],
  ])('is never %s', async (_, prepare) => {
    const out = join(folder, 'set')
    await prepare(out)
    const before = await readdir(folder, { recursive: true })
    const { code, error } = await convertTo(out)
    expect([code, error]).toEqual([1, expect.stringContaining('new, empty or a dataset')])
    expect(await readdir(folder, { recursive: true })).toEqual(before)
  })

  it('may be empty, or a dataset, whose own files go and whose other files stay', async () => {
    const out = join(folder, 'set')
    await mkdir(out)
    expect((await convertTo(out)).code).toBe(0)
    await writeFile(join(out, 'notes.txt'), 'mine')
    expect((await jilanHere(['convert', 'data/forms', '--out', out, '--format', 'csv'])).code).toBe(0)
    expect((await readdir(out)).sort()).toEqual(['fund_source.csv', 'indicator.csv', 'manifest.json', 'notes.txt', 'project_year.csv'])
    expect(await readdir(folder)).toEqual(['set'])
  })
})
