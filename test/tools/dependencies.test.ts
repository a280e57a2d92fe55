import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { lockedPackages, withDependencyTables } from '../../.tools/dependencies.mjs'
import { purposes } from '../../.tools/dependency-purposes.mjs'
import { trustTally } from '../support/trust-record.ts'

/** Licences under which a package may be shipped or run: all permissive, none asks for more than its own text. */
const allowed = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'Unlicense', 'BlueOak-1.0.0', 'CC0-1.0', 'Python-2.0']
/** To build and test only: MPL-2.0 binds changes to its own files, of which the product ships none. */
const allowedInDevelopment = [...allowed, 'MPL-2.0']

function isAllowed(licence: string | undefined, list: readonly string[]): boolean {
  if (licence === undefined) return false
  const terms = licence.replace(/^\((.*)\)$/, '$1')
  return terms.includes(' OR ') ? terms.split(' OR ').some((term) => list.includes(term)) : terms.split(' AND ').every((term) => list.includes(term))
}

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const locked = lockedPackages()

describe('the packages', () => {
  const tally = trustTally('licences', { area: 'dependencies', what: 'licences of all packages in the lock file, read', unit: 'packages' })
  afterAll(() => tally.write())

  it('are under licences of the list, the ones they bring along too', () => {
    expect(locked.length).toBeGreaterThan(100)
    const refused = locked.filter(({ licence, production }) => !isAllowed(licence, production ? allowed : allowedInDevelopment))
    tally.add({ tried: locked.length, failed: refused.length })
    tally.note('shipped or run:', locked.filter(({ production }) => production).length)
    expect(refused.map(({ name, version, licence }) => `${name}@${version} ${licence}`)).toEqual([])
  })

  it.each([
    ['GPL-3.0', false],
    ['MIT OR GPL-3.0', true],
    ['(MIT AND GPL-3.0)', false],
    ['(BSD-2-Clause OR MIT OR Apache-2.0)', true],
    ['SEE LICENSE IN LICENSE', false],
    [undefined, false],
  ])('%s is told apart', (licence, may) => {
    expect(isAllowed(licence, allowed)).toBe(may)
  })

  it('that the product ships or runs need no script at install', () => {
    expect(locked.filter(({ hasInstallScript, production }) => hasInstallScript && production)).toEqual([])
  })

  it('come from whatever registry the machine is set to', () => {
    expect(locked.filter(({ host }) => host !== null)).toEqual([])
    expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*\.tgz/)
  })

  it('each have a purpose, and no purpose is left of one that is gone', () => {
    const { dependencies, devDependencies }: { readonly dependencies: object; readonly devDependencies: object } = JSON.parse(read('package.json'))
    expect(Object.keys(purposes).toSorted()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].toSorted())
  })

  it('are those of the tables in docs/dependencies.md; else run node .tools/dependencies.mjs --write', () => {
    const page = read('docs/dependencies.md')
    // Without weights a line is the beginning of the one with them.
    const made = withDependencyTables(page, null).split('\n')
    expect(page.split('\n').map((line, place) => (line.startsWith(made[place] ?? '\n') ? made[place] : line))).toEqual(made)
  })
})
