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

describe('exports', () => {
  it.each(['parquet', 'csv'])('as %s, funds and indicators among them, give the same tables but for where a row came from', async (format) => {
    await jilanHere(['convert', 'data/forms', '--out', join(folder, 'first'), '--format', format])
    const files = ['project_year', 'fund_source', 'indicator'].map((name) => join(folder, 'first', `${name}.${format}`))
    expect((await jilanHere(['convert', ...files, '--out', join(folder, 'second')])).code).toBe(0)
    const [forms, ...others] = await tablesOf(join(folder, 'second'))
    const [wantedForms, ...wanted] = await tablesOf(join(folder, 'first'))
    expect(others).toEqual(wanted)
    expect(forms).toEqual(wantedForms?.map((row) => ({ ...row, source_kind: format, source_name: `project_year.${format}`, source_locator: expect.stringMatching(/^r\d$/) })))
    expect(new Set(forms?.map((row) => row['source_locator'])).size).toBe(6)
  })

  it('of made-up data stay marked as made up', async () => {
    await jilanHere(['generate', '--years', '2023-2024', '--projects', '3', '--seed', '1', '--out', join(folder, 'first'), '--format', 'csv'])
    await jilanHere(['convert', join(folder, 'first/project_year.csv'), '--out', join(folder, 'second')])
    expect(JSON.parse(await readFile(join(folder, 'second/manifest.json'), 'utf8'))).toMatchObject({ synthetic: true })
    const [forms] = await tablesOf(join(folder, 'second'))
    expect(new Set(forms?.map((row) => row['source_kind']))).toEqual(new Set(['synthetic']))
  })

  it('in GBK with Chinese headers and 万元 are exact, and a word for a number rejects its row alone', async () => {
    // 年度,主管部门,项目名称,年初预算数(万元) / 2024,水务局,河道,12.3456 / 2024,水务局,泵闸,很多
    const gbk = 'c4eab6c82cd6f7b9dcb2bfc3c52ccfeec4bfc3fbb3c62cc4eab3f5d4a4cbe3cafd28cdf2d4aa290a323032342ccbaecef1bed62cbad3b5c02c31322e333435360a323032342ccbaecef1bed62cb1c3d5a22cbadcb6e00a'
    await writeFile(join(folder, 'export.csv'), Buffer.from(gbk, 'hex'))
    const { code, out } = await jilanHere(['convert', join(folder, 'export.csv'), '--out', join(folder, 'set'), '--report', '-', '--lang', 'en'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ files: [{ name: 'export.csv', kind: 'csv', rows: 1, errors: [{ place: expect.stringContaining('row'), text: '很多' }] }] })
    const [forms] = await tablesOf(join(folder, 'set'))
    expect(forms).toMatchObject([{ year: 2024, department: '水务局', project: '河道', initial_budget: '123456.00' }])
  })
})

describe('input that is no good', () => {
  it('is reported with file, place and reason; the good part is written, and the exit code is 2', async () => {
    const good = (await readdir(join(project, 'data/forms'))).sort()[0] ?? ''
    await writeFile(join(folder, 'letter.txt'), 'Dear all,\nthis is not a form.\n')
    const out = join(folder, 'set')
    const { code, out: report } = await jilan(['convert', join('data/forms', good), join(folder, 'letter.txt'), '--out', out, '--report', '-', '--lang', 'en'])
    expect(code).toBe(2)
    expect(JSON.parse(report)).toMatchObject({
      files: [
        { name: good, kind: 'form', forms: 1, rows: 13, errors: [], warnings: [] },
        { name: 'letter.txt', forms: 0, rows: 0, errors: [{ place: expect.any(String), code: expect.stringMatching(/^[a-z-]+$/), message: expect.stringMatching(/\w/) }], warnings: [] },
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
    expect(error).toMatch(/全部\.txt.*课题与规划 2023.*2023-1-课题与规划\.txt/)
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
    expect((await readdir(out)).sort()).toEqual(['derived', 'fund_source.csv', 'indicator.csv', 'manifest.json', 'notes.txt', 'project_year.csv'])
    expect(await readdir(folder)).toEqual(['set'])
  })
})
