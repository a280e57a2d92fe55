// The tables of docs/dependencies.md, from the lock file, the installed packages and the built site:
// node .tools/dependencies.mjs --write
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { purposes } from './dependency-purposes.mjs'
import { root } from './run.mjs'

const page = join(root, 'docs/dependencies.md')
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Licences that packages state only in a file of theirs, read by a person. */
const readByHand = { 'json-bignum@0.0.3': 'MIT' }

/** The licence of a locked package: as installed, else as the lock file says. One for another platform has that of its sibling for this one. */
function licenceOf(path, entry, packages) {
  const installed = join(path, 'package.json')
  const stated = (existsSync(join(root, installed)) && json(installed).license) || entry.license || readByHand[`${nameOf(path)}@${entry.version}`]
  if (stated || !entry.os) return stated
  const scope = path.slice(0, path.lastIndexOf('/') + 1)
  const [sibling] = Object.entries(packages).find(([other, { os, version }]) => other.startsWith(scope) && os && version === entry.version && existsSync(join(root, other, 'package.json'))) ?? []
  return sibling && json(join(sibling, 'package.json')).license
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function bytesUnder(path) {
  if (!existsSync(path)) return 0
  return readdirSync(path, { withFileTypes: true }).reduce((sum, entry) => sum + (entry.isDirectory() ? (entry.name === 'node_modules' ? 0 : bytesUnder(join(path, entry.name))) : statSync(join(path, entry.name)).size), 0)
}

/**
 * Every package that the lock file names: where it lies, version, licence, whether the product ships or runs it, and
 * whether it asks to run a script when installed.
 */
export function lockedPackages() {
  const { packages } = json('package-lock.json')
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ path, name: nameOf(path), version: entry.version, licence: licenceOf(path, entry, packages), production: !entry.dev, hasInstallScript: entry.hasInstallScript === true, host: entry.resolved ?? null }))
}

function size(bytes) {
  if (bytes === 0) return ''
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function table(head, lines) {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The page with its tables made anew; `weights` are bytes in the built site by package, null to leave weights out. */
export function withDependencyTables(text, weights) {
  const { dependencies, devDependencies } = json('package.json')
  const locked = lockedPackages()
  const licence = (name) => locked.find((each) => each.path === `node_modules/${name}`)?.licence
  const weighed = (name) => (weights ? [size(weights[name] ?? 0), size(bytesUnder(join(root, 'node_modules', name)))] : [])
  const weighedHead = weights ? ['In the site', 'On disk'] : []
  const brought = new Map(locked.filter(({ name, production }) => production && !(name in dependencies)).map((each) => [each.name, each]))
  const tables = {
    direct: table(['Package', 'For', 'Licence', ...weighedHead], Object.keys(dependencies).map((name) => [name, purposes[name] ?? '', licence(name), ...weighed(name)])),
    brought: table(['Package', 'Licence', ...(weights ? ['In the site'] : [])], [...brought.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, licence: own }) => [name, own, ...weighed(name).slice(0, 1)])),
    development: table(['Package', 'For', 'Licence'], Object.keys(devDependencies).map((name) => [name, purposes[name] ?? '', licence(name)])),
  }
  return text.replace(/<!-- table:(\w+) -->[^]*?<!-- end -->/g, (_, name) => `<!-- table:${name} -->\n${tables[name]}\n<!-- end -->`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href && process.argv.includes('--write')) {
  writeFileSync(page, withDependencyTables(readFileSync(page, 'utf8'), json('dist/.packages.json')))
}
