import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tables } from '../../src/domain/tables.ts'

const songjiang = fileURLToPath(new URL('../../data/songjiang-2023', import.meta.url))

const goodCells: Readonly<Record<string, string>> = { year: '2023', department: '教育局', project: '校园安全', initial_budget: '100.00', full_year_budget: '80.00', executed: '80.00', project_id: '0123456789abcdef', form_id: '0123456789abcdef-2023' }

/** A whole table of one row, but for a column left out or a cell replaced. */
function csvText({ without = '', cells = {} }: { readonly without?: string; readonly cells?: Readonly<Record<string, string>> } = {}): string {
  const columns = tables.project_year.columns.map(({ name }) => name).filter((name) => name !== without)
  const row: Readonly<Record<string, string>> = { ...goodCells, ...cells }
  return `${columns.join(',')}\n${columns.map((name) => row[name] ?? '').join(',')}\n`
}

function csvManifest(bytes: Buffer) {
  return {
    version: 1,
    title: 'CSV',
    region: null,
    synthetic: false,
    years: [2023],
    rows: { project_year: 1, fund_source: 0, indicator: 0 },
    files: [{ path: 'project_year.csv', table: 'project_year', year: null, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }],
  }
}

function csvDataset(text: string): Record<string, string | Buffer> {
  const bytes = Buffer.from(text)
  return { 'project_year.csv': bytes, 'manifest.json': JSON.stringify(csvManifest(bytes)) }
}

/** Each kind of broken dataset by its folder's name; `good` is whole, to show that the others fail for what is broken. */
export async function writeBrokenDatasets(folder: string): Promise<string> {
  const manifest = await readFile(join(songjiang, 'manifest.json'), 'utf8')
  const { files } = JSON.parse(manifest) as { readonly files: readonly { readonly path: string; readonly table: string }[] }
  const parts = Object.fromEntries(await Promise.all(files.map(async ({ path }) => [path, await readFile(join(songjiang, path))] as const)))
  const cutPath = files.find(({ table }) => table === 'project_year')?.path ?? ''
  const cut = (parts[cutPath] ?? Buffer.alloc(0)).subarray(0, 900)
  // The manifest agrees with what is left, so that only the reader of Parquet can tell.
  const agreeing = JSON.parse(manifest) as { files: { path: string; bytes: number; sha256: string }[] }
  for (const file of agreeing.files.filter(({ path }) => path === cutPath)) Object.assign(file, { bytes: cut.length, sha256: createHash('sha256').update(cut).digest('hex') })
  const datasets: Record<string, Record<string, string | Buffer>> = {
    good: csvDataset(csvText()),
    'no-json': { 'manifest.json': '<!doctype html><p>not found' },
    'other-json': { 'manifest.json': '{"title":"nothing else"}' },
    'cut-parquet': { ...parts, [cutPath]: cut, 'manifest.json': manifest },
    'cut-parquet-agreed': { ...parts, [cutPath]: cut, 'manifest.json': JSON.stringify(agreeing) },
    'no-file': { 'manifest.json': manifest },
    'csv-missing-column': csvDataset(csvText({ without: 'executed' })),
    'csv-word-for-number': csvDataset(csvText({ cells: { executed: '八十万' } })),
  }
  await rm(folder, { recursive: true, force: true })
  for (const [name, contents] of Object.entries(datasets)) {
    for (const [path, content] of Object.entries(contents)) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true })
      await writeFile(join(folder, name, path), content)
    }
  }
  return folder
}
