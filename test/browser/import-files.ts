import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './site.ts'

export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const folder = 'data/forms/'
export const sixFiles: readonly NamedFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .toSorted()
  .map((name) => ({ name, bytes: readFileSync(folder + name) }))

const header = '年度,主管部门,项目名称,年初预算数,全年预算数,全年执行数'
export function csvFile(name: string, ...rows: readonly string[]): NamedFile {
  return { name, bytes: Buffer.from([header, ...rows, ''].join('\r\n')) }
}

/** Drops files on the page as a mouse does. */
export async function drop(page: Page, files: readonly NamedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer()
      for (const { name, base64 } of given) data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name))
      return data
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  )
  for (const event of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', event, { dataTransfer: transfer })
}

export async function choose(page: Page, files: readonly NamedFile[]): Promise<void> {
  await page.setInputFiles('[data-action="import"]', files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })))
}

export interface Report {
  readonly forms: number
  readonly rows: number
  readonly errors: number
  readonly warnings: number
}

/** The report of the import that is under way, as soon as it is there. */
export async function report(page: Page): Promise<Report> {
  const element = page.locator('[data-report="import"][data-step="report"]')
  await element.waitFor({ timeout: 60_000 })
  const data = await element.evaluate((found) => ({ ...(found as HTMLElement).dataset }))
  return { forms: Number(data['forms']), rows: Number(data['rows']), errors: Number(data['errors']), warnings: Number(data['warnings']) }
}

/** Confirms, and gives the id of the dataset that it went to once that is open. */
export async function confirm(page: Page): Promise<string> {
  await page.click('[data-action="confirm-import"]')
  const saved = page.locator('[data-role="import-saved"]')
  await saved.waitFor({ timeout: 90_000 })
  const id = (await saved.getAttribute('data-dataset')) ?? ''
  await page.waitForFunction((wanted) => location.hash.includes(`data=${wanted}`), id)
  await settled(page, { view: 'data' })
  return id
}

export async function downloaded(page: Page, press: () => Promise<void>): Promise<NamedFile> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), press()])
  // The browser is another process: it keeps the file, and hands over a copy.
  const folder = mkdtempSync(join(tmpdir(), 'jilan-download-'))
  try {
    const path = join(folder, 'file')
    await download.saveAs(path)
    return { name: download.suggestedFilename(), bytes: readFileSync(path) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export async function expectDatasets(page: Page, ids: readonly string[]): Promise<void> {
  await expect.poll(() => page.locator('[data-table="datasets"] tr[data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key'))), { timeout: 20_000 }).toEqual(ids)
}
