// The table of what was tried to break Jilan, made of the records that the runs themselves left in .cache/trust
// (test/support/trust-record.ts): node .tools/trust-table.mjs [--write]
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const folder = join(root, '.cache/trust')
const page = join(root, 'docs/trust.md')

const areas = {
  content: 'Content security',
  exports: 'Exports',
  engine: 'Engine failures',
  answers: 'No stale answers',
  offline: 'Offline',
  access: 'Access',
  languages: 'Languages',
  work: 'Long work',
  fuzz: 'Fuzz',
  soak: 'Soak',
  dependencies: 'Dependencies',
}

/** Forgets the records of a run, so that its table holds nothing older. */
export function clearTrust(run) {
  rmSync(join(folder, run), { recursive: true, force: true })
}

function recordsOf(run) {
  const place = join(folder, run)
  if (!existsSync(place)) return []
  const order = Object.keys(areas)
  return readdirSync(place)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(place, name), 'utf8')))
    .toSorted((a, b) => order.indexOf(a.area) - order.indexOf(b.area) || a.id.localeCompare(b.id, 'en'))
}

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')

/** Records as a Markdown table; empty where there are none. */
export function toTrustTable(records) {
  if (records.length === 0) return ''
  const lines = records.map(({ area, what, tried, unit, failed, notes }) => {
    const outcome = [tried === 0 ? 'not tried' : failed === 0 ? 'all held' : `${failed.toLocaleString('en')} failed`, ...Object.entries(notes).map(([name, value]) => `${name} ${value}`)]
    return [areas[area], what, `${tried.toLocaleString('en')} ${unit}`, outcome.join('; ')]
  })
  return [['Area', 'What was tried', 'How many', 'Outcome'], ['---', '---', '---', '---'], ...lines].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')
}

/** The table of a run: what it left in .cache/trust. */
export function trustTable(run) {
  return toTrustTable(recordsOf(run))
}

/** The page with the tables of the runs that left records here; those of other runs stay as they are. */
export function withTables(text, tables, made) {
  return text.replace(/<!-- run:(\w+) -->[^]*?<!-- end -->/g, (part, run) => (tables[run] ? `<!-- run:${run} -->\n${made}\n\n${tables[run]}\n<!-- end -->` : part))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const runs = existsSync(folder) ? readdirSync(folder) : []
  const tables = Object.fromEntries(runs.map((run) => [run, trustTable(run)]))
  if (process.argv.includes('--write')) {
    const made = `Made on ${new Date().toISOString().slice(0, 10)} with Node ${process.versions.node}.`
    writeFileSync(page, withTables(readFileSync(page, 'utf8'), tables, made))
  } else {
    for (const run of runs) console.log(`${run}\n${tables[run]}\n`)
  }
}
