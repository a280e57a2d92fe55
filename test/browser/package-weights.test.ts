import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { withDependencyTables } from '../../.tools/dependencies.mjs'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

/** Bytes in the site by package, as the tables say them: "31 kB", "1.5 MB" or nothing. */
function weightsOf(page: string): Readonly<Record<string, number>> {
  const lines = [...page.matchAll(/^\| ([^ ]+) \|.*?\| ([\d.]+) (kB|MB) \|/gm)]
  return Object.fromEntries(lines.map(([, name = '', size, unit]) => [name, Number(size) * (unit === 'kB' ? 1000 : 1_000_000)]))
}

it('docs/dependencies.md says what each package weighs in the site, within a third or 50 kB; else run node .tools/dependencies.mjs --write', () => {
  const page = read('docs/dependencies.md')
  const said = weightsOf(page)
  const now = weightsOf(withDependencyTables(page, JSON.parse(read('dist/.packages.json'))))
  expect(Object.keys(now).length).toBeGreaterThan(30)
  const old = [...new Set([...Object.keys(said), ...Object.keys(now)])].filter((name) => Math.abs((said[name] ?? 0) - (now[name] ?? 0)) > Math.max(50_000, (now[name] ?? 0) / 3))
  expect(old.map((name) => `${name}: ${said[name]} said, ${now[name]} now`)).toEqual([])
})
