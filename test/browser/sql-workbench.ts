import type { Locator, Page } from 'playwright-core'
import { open } from './site.ts'

/** Opens the workbench and waits for its editor. */
export async function openWorkbench(page: Page, parameters = 'lang=zh'): Promise<void> {
  await open(page, `#/sql?${parameters}`)
  await page.locator('[data-testid="sql-editor"] .cm-content').waitFor()
}

/** Puts a text into the editor as a paste would. */
export async function write(page: Page, text: string): Promise<void> {
  const editor = page.locator('[data-testid="sql-editor"] .cm-content')
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await editor.evaluate((element, pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

export const result = (page: Page): Locator => page.locator('[data-table="sql-result"]')
const cancel = (page: Page): Locator => page.locator('[data-action="cancel-sql"]')

/** Waits until no query runs. */
export async function idle(page: Page, timeout = 90_000): Promise<void> {
  await page.locator('[data-action="cancel-sql"][disabled]').waitFor({ timeout })
  await page.waitForFunction(() => document.querySelector('[data-table="sql-result"][aria-busy="true"]') === null)
}

/** Runs a text and waits for its end; gives the error's kind and words, or null where there is none. */
export async function runText(page: Page, text: string, action: 'run-sql' | 'run-all-sql' = 'run-sql'): Promise<{ readonly kind: string | null; readonly words: string } | null> {
  await write(page, text)
  await page.locator(`[data-action="${action}"]`).click()
  await idle(page)
  const error = page.locator('[data-role="sql-error"][role="alert"]')
  if ((await error.count()) === 0) return null
  return { kind: await error.getAttribute('data-kind'), words: (await error.innerText()).trim() }
}

/** The cells on screen, row by row, as `data-value`. */
export function cells(page: Page): Promise<string[][]> {
  return result(page).locator('[data-key]').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('[data-column]')].map((cell) => cell.getAttribute('data-value') ?? '')))
}

/** The page and the data are as they were: the product's tables answer in the bench, and the page is alive. */
export async function unharmed(page: Page): Promise<boolean> {
  const error = await runText(page, 'SELECT count(*) AS n FROM project_year')
  return error === null && (await cells(page))[0]?.[0] === '6'
}
/** The bytes of the file that an action of the page hands to the downloads. */
export async function downloaded(page: Page, action: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), action()])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
export { cancel }
