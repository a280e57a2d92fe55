// A headless Chromium of its own for each measurement, with a profile on disk as a person's has, and what its pages hold.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromium as executablePath, chromiumFlags } from '../chromium.mjs'

function readProcess(id, name) {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** The processes of the pages that a profile's browser shows; workers live in them too. Linux only. */
function pageProcesses(profile) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((id) => ({ id, command: readProcess(id, 'cmdline'), parent: / (\d+) /.exec(readProcess(id, 'stat').replace(/^.*\)/s, ''))?.[1] }))
  const family = new Set(all.filter(({ command }) => command.includes(profile)).map(({ id }) => id))
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const { id, parent } of all) if (family.has(parent)) family.add(id)
  }
  return all.filter(({ id, command }) => family.has(id) && command.includes('--type=renderer')).map(({ id }) => id)
}

/** Megabytes that the page holds for itself, and the most that it held in all, Chromium's own code included. Chromium has more pages than the one: it is the largest. */
function heldBy(ids) {
  const all = ids.map((id) => {
    const status = readProcess(id, 'status')
    const read = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
    return { own: read('RssAnon') + read('RssShmem'), resident: read('VmHWM') }
  })
  return all.toSorted((a, b) => b.own - a.own)[0] ?? { own: 0, resident: 0 }
}

/** Runs work in a browser of its own. `memory` says what its page holds now, and held at most. */
export async function withBrowser(work, { viewport = { width: 1440, height: 900 } } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'jilan-bench-browser-'))
  const context = await chromium.launchPersistentContext(profile, { executablePath, viewport, locale: 'zh-CN', serviceWorkers: 'block', args: chromiumFlags })
  let [ids, peak] = [[], 0]
  const look = (again) => {
    if (again) ids = pageProcesses(profile)
    const { own, resident } = heldBy(ids)
    peak = Math.max(peak, own)
    return { now: own, peak, resident }
  }
  const finding = setInterval(() => look(true), 2000)
  const watching = setInterval(() => look(false), 100)
  try {
    return await work({ context, page: context.pages()[0] ?? (await context.newPage()), memory: () => look(true) })
  } finally {
    clearInterval(watching)
    clearInterval(finding)
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}
