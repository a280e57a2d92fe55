import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { loadDatasetFolder } from '@/cli/folder-files.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { sql } from '@/engine/sql.ts'
import { trustTally } from '../support/trust-record.ts'
import { chanceOf } from './soak/chance.ts'
import { closeDatasets, soakActions, type OwnDatasets } from './soak/soak-actions.ts'
import { openJudge } from './soak/soak-judge.ts'
import { openWatchedBrowser } from './soak/watched-browser.ts'

const minutes = Number(process.env['JILAN_SOAK_MINUTES'] ?? 2)
const seed = Number(process.env['JILAN_SOAK_SEED'] ?? 2023)
const mostGrowth = 1.2
const megabytes = (bytes: number) => Math.round(bytes / 1e6)

async function demoDepartments(): Promise<readonly string[]> {
  const engine = await openNativeEngine()
  await loadDatasetFolder(engine, 'data/demo-city')
  const rows = await engine.rows(sql`SELECT DISTINCT department FROM project_year ORDER BY department`)
  await engine.close()
  return rows.map((row) => String(row['department']))
}

describe(`${minutes} minutes of random use`, () => {
  it('every settled view equals native DuckDB, nothing is said in the console, and memory comes back', { timeout: minutes * 60_000 + 900_000 }, async () => {
    const tally = trustTally('soak', { area: 'soak', what: `${minutes} minutes of random use, settled views against native DuckDB`, unit: 'steps' })
    const folder = mkdtempSync(join(tmpdir(), 'jilan-soak-'))
    const own: OwnDatasets = new Map()
    const folderOf = (id: string) => {
      const text = own.get(id)
      if (text === undefined) return undefined
      const [file, out] = [join(folder, `${id}.csv`), join(folder, id)]
      writeFileSync(file, text)
      execFileSync(process.execPath, ['.tools/jilan.mjs', 'convert', file, '--out', out], { stdio: 'pipe' })
      return out
    }
    const judge = openJudge(folderOf)
    const actions = soakActions(own, await demoDepartments())
    const wheel = actions.flatMap((action) => Array.from({ length: action.weight }, () => action))
    const chance = chanceOf(seed)
    const said: string[] = []
    const browser = await openWatchedBrowser((page) => {
      page.on('console', (message) => void (message.type() === 'error' && said.push(message.text())))
      page.on('pageerror', (error) => void said.push(String(error)))
      page.on('dialog', (dialog) => void (said.push(`dialog: ${dialog.message()}`), void dialog.dismiss()))
    })
    try {
      let page = browser.page()
      await page.goto(`${inject('siteUrl')}/#/overview`)
      await page.locator('main[data-state="ready"]').waitFor({ timeout: 120_000 })
      // Everything once: engines are opened, code is loaded, and what stays for good is there.
      for (const action of actions) await action.act(page, chance)
      await closeDatasets(page, own)
      const begin = await browser.memory()
      page = browser.page()

      const end = performance.now() + minutes * 60_000
      const steps: string[] = []
      while (performance.now() < end) {
        const action = chance.pick(wheel)
        steps.push(`${action.name} ${page.url()}`)
        const differences = await tally.attempt(async () => {
          await action.act(page, chance)
          return judge.differences(page)
        }).catch((error: unknown) => {
          throw new Error(`seed ${seed}, step ${steps.length}, after:\n${steps.slice(-12).join('\n')}\n${String(error)}`, { cause: error })
        })
        expect(differences, steps.slice(-12).join('\n')).toEqual([])
        expect(said, steps.slice(-12).join('\n')).toEqual([])
      }

      await closeDatasets(page, own)
      // What was let go of is given back in its own time: an engine that was replaced, rows that were still loading.
      let after = await browser.memory()
      for (let turn = 0; turn < 40 && after > begin * mostGrowth; turn += 1) after = await browser.memory()
      tally.note('seed', seed)
      tally.note('figures and cells compared', judge.compared())
      tally.note('memory before and after', `${megabytes(begin)} MB, ${megabytes(after)} MB`)
      expect(judge.compared()).toBeGreaterThan(steps.length)
      expect(after, `memory grew from ${megabytes(begin)} to ${megabytes(after)} MB, workers: ${browser.page().workers().map((worker) => worker.url()).join(', ')}`).toBeLessThanOrEqual(begin * mostGrowth)
    } finally {
      tally.write()
      await browser.close()
      await judge.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
