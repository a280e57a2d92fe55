import type { Page } from 'playwright-core'
import { choose, csvFile, sixFiles } from './import-files.ts'
import { idle, runText, write } from './sql-workbench.ts'

/** A state of the page that a person comes to by doing something: where it begins, and what is done. */
export interface OpenState {
  readonly name: string
  readonly address: string
  readonly reach: (page: Page) => Promise<void>
}

const real = 'data=songjiang-2023'
const dialog = (page: Page) => page.locator('[role="dialog"]').waitFor()
const press = (page: Page, selector: string) => page.locator(selector).first().click()

function opening(name: string, address: string, selector: string): OpenState {
  return {
    name,
    address,
    reach: async (page) => {
      await press(page, selector)
      await dialog(page)
    },
  }
}

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type(text)
}

const mistaken = csvFile('有错.csv', '2023,教育局,校园安全,一百,80,80', '2023,教育局,校园安全,100,80,80')
const unmapped = { name: '要指定.csv', bytes: Buffer.from('年度,主管部门,名目,年初预算数,全年预算数,全年执行数\r\n2023,教育局,校园安全,100,80,80\r\n') }

/** Open menus, dialogs and fields, tables behind charts, wrong input, reports and answers. */
export const openStates: readonly OpenState[] = [
  opening('the choice of datasets', `#/overview?${real}`, 'header [data-filter="data"]'),
  opening('a choice with a field to find', '#/projects?from=2025', 'header [data-filter="department"]'),
  opening('the choice of years', '#/overview?from=2025', 'header [data-filter="years"]'),
  {
    name: 'search with hits',
    address: `#/overview?${real}`,
    reach: async (page) => {
      await search(page, '法律')
      await page.locator('[role="option"]').first().waitFor()
    },
  },
  {
    name: 'search without hits',
    address: `#/overview?${real}`,
    reach: async (page) => {
      await search(page, 'zzzz')
      await page.locator('.hits [role="status"]').waitFor()
    },
  },
  {
    name: 'the table behind a chart',
    address: '#/overview?from=2025',
    reach: async (page) => {
      await press(page, 'figure[data-chart="ranking"] [data-action="toggle-table"]')
      await page.locator('[data-table="ranking-table"]').waitFor()
    },
  },
  opening('the SQL behind a chart', `#/overview?${real}`, 'figure[data-chart="ranking"] [data-action="show-sql"]'),
  {
    name: 'the rows behind a figure',
    address: `#/overview?${real}`,
    reach: async (page) => {
      await page.locator('main .card [data-action="show-sql"]').first().focus()
      await page.keyboard.press('Enter')
      await page.locator('[role="dialog"] [data-role="rows-behind"][data-state="done"]').waitFor()
    },
  },
  {
    name: 'a threshold that is no number',
    address: '#/cuts?from=2025',
    reach: async (page) => {
      await press(page, 'main [data-filter="min_amount"]')
      await page.locator('[role="dialog"] input').fill('x')
      await page.keyboard.press('Enter')
      await page.locator('[role="dialog"] [role="alert"]').waitFor()
    },
  },
  opening('a range of budgets', '#/cuts?from=2025', '[data-action="box-amounts"]'),
  opening('the rules of scoring', '#/audit?from=2025', '[data-action="edit-rules"]'),
  opening('the note to a finding', '#/audit?from=2025', '[data-action="mark"]'),
  {
    name: 'an answer of the workbench',
    address: `#/sql?${real}`,
    reach: async (page) => void (await runText(page, 'SELECT project, department, executed FROM project_year ORDER BY project')),
  },
  {
    name: 'the summary of a column',
    address: `#/sql?${real}`,
    reach: async (page) => {
      await runText(page, 'SELECT department, executed FROM project_year')
      await press(page, '[data-head="executed"] .more')
      await page.locator('[data-summary="count"]').waitFor()
    },
  },
  { name: 'an error of the workbench', address: `#/sql?${real}`, reach: async (page) => void (await runText(page, 'SELECT nothing FROM nowhere')) },
  {
    name: 'a plan',
    address: `#/sql?${real}`,
    reach: async (page) => {
      await write(page, 'SELECT department, sum(executed) AS executed FROM project_year GROUP BY department')
      await press(page, '[data-action="explain-sql"]')
      await idle(page)
    },
  },
  opening('the limits of the workbench', `#/sql?${real}`, '[data-action="sql-limits"]'),
  {
    name: 'the examples of the workbench',
    address: `#/sql?${real}`,
    reach: (page) => press(page, '[role="tab"][data-side="examples"]'),
  },
  opening('the export of a dataset', `#/data?${real}`, 'tr[data-key="songjiang-2023"] [data-action="export-dataset"]'),
  opening('the merge of datasets', `#/data?${real}`, 'tr[data-key="songjiang-2023"] [data-action="merge-dataset"]'),
  {
    name: 'an import report with errors and forms twice',
    address: `#/data?${real}`,
    reach: async (page) => {
      await choose(page, [...sixFiles, mistaken])
      await page.locator('[data-report="import"]').waitFor()
    },
  },
  {
    name: 'the columns of a file',
    address: `#/data?${real}`,
    reach: async (page) => {
      await choose(page, [unmapped])
      await press(page, '[data-action="map-columns"]')
      await dialog(page)
    },
  },
  { name: 'an address with mistakes', address: '#/overview?from=abc&min_cut=9', reach: (page) => page.locator('[data-role="address-problem"]').first().waitFor() },
  { name: 'a filter that leaves nothing', address: '#/projects?q=zzzzzz', reach: async () => undefined },
  { name: 'a project that is not there', address: `#/project/0000000000000000?${real}`, reach: async () => undefined },
  { name: 'an address that is no page', address: '#/nowhere?', reach: async () => undefined },
]
