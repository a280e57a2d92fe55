import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { build } from 'vite'
import { root } from './run.mjs'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** The files of a built site by path: what a server is asked for. Compressed twins, maps and hidden files are not. */
function filesOf(folder) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
      .filter((path) => !/(^|[/])[.]|[.](br|map)$|^sw[.]js$/.test(path))
      .toSorted()
      .map((path) => {
        const bytes = readFileSync(join(folder, path))
        return [path, { hash: sha256(bytes), bytes: bytes.length }]
      }),
  )
}

/**
 * Ends a build with `sw.js`, the service worker that keeps it: the list of all files with their hashes is written into it,
 * and the name of the build, a hash over that list, into the page.
 * @returns {import('vite').Plugin}
 */
export function offlineSite() {
  let outDir = ''
  return {
    name: 'jilan:offline',
    apply: 'build',
    configResolved: (config) => void (outDir = resolve(config.root, config.build.outDir)),
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const page = join(outDir, 'index.html')
        // A build that failed has no page.
        if (!existsSync(page)) return
        const id = sha256(JSON.stringify(filesOf(outDir))).slice(0, 16)
        writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', `  <meta name="jilan-build" content="${id}" />\n  </head>`))
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define: { siteBuild: JSON.stringify({ id, files: filesOf(outDir) }) },
          build: { outDir, emptyOutDir: false, target: 'es2022', copyPublicDir: false, rolldownOptions: { input: join(root, 'src/service-worker.ts'), output: { format: 'iife', entryFileNames: 'sw.js' } } },
        })
      },
    },
  }
}
