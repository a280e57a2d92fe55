import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { root } from './run.mjs'

const worthwhile = new Set(['.js', '.mjs', '.css', '.html', '.json', '.svg', '.wasm', '.csv', '.txt'])
const cache = join(root, '.cache/brotli')
const compress = promisify(brotliCompress)

/**
 * Puts a `.br` beside each file of a built site that shrinks. DuckDB's 34 MB go down to 7; they hardly ever change,
 * so what was compressed once is kept in .cache/brotli by its content.
 */
export async function precompress(folder) {
  mkdirSync(cache, { recursive: true })
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isFile() || !worthwhile.has(extname(path))) continue
    const bytes = readFileSync(path)
    if (bytes.length < 1024) continue
    const quality = bytes.length > 1_000_000 ? 5 : 11
    const kept = join(cache, createHash('sha256').update(`${quality} `).update(bytes).digest('hex'))
    if (!existsSync(kept)) {
      writeFileSync(kept, await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    }
    copyFileSync(kept, `${path}.br`)
  }
}
