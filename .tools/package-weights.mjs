import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The package that a file belongs to, or null for one of the project's own. */
function packageOf(path) {
  const [, after] = /.*node_modules\/(.+)$/.exec(path.replaceAll('\\', '/').split('?')[0]) ?? []
  return after ? after.split('/', after.startsWith('@') ? 2 : 1).join('/') : null
}

/**
 * Counts what each package weighs in the built site, in bytes before compression, and leaves it in `.packages.json`
 * beside the site. A chunk's bytes are shared out by what its modules measured before it was minified. `page` is the plugin
 * of the page's build, `worker` that of its workers' builds.
 */
export function packageWeights() {
  const weights = new Map()
  const seen = new Set()
  const add = (name, bytes) => name && weights.set(name, (weights.get(name) ?? 0) + bytes)
  const generateBundle = (_, bundle) => {
    for (const part of Object.values(bundle)) {
      if (seen.has(part.fileName)) continue
      seen.add(part.fileName)
      if (part.type === 'asset') {
        add(packageOf(part.originalFileNames[0] ?? ''), Buffer.byteLength(part.source))
        continue
      }
      const modules = Object.entries(part.modules)
      const before = modules.reduce((sum, [, module]) => sum + module.renderedLength, 0) || 1
      for (const [path, module] of modules) add(packageOf(path), (Buffer.byteLength(part.code) * module.renderedLength) / before)
    }
  }
  return {
    worker: () => ({ name: 'jilan:package-weights-of-workers', generateBundle }),
    page: {
      name: 'jilan:package-weights',
      generateBundle,
      writeBundle: ({ dir }) => {
        const sorted = [...weights].map(([name, bytes]) => [name, Math.round(bytes)]).toSorted(([a], [b]) => (a < b ? -1 : 1))
        writeFileSync(join(dir, '.packages.json'), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
      },
    },
  }
}
