import { askInEngine } from './in-engine.ts'
import { askMadeAhead } from './made-ahead.ts'
import { askMosaic } from './mosaic.ts'
import { askPlainDuckdb } from './plain-duckdb.ts'

const ways = { ahead: askMadeAhead, engine: askInEngine, plain: askPlainDuckdb, mosaic: askMosaic }

declare global {
  var bench: typeof ways | undefined
}
globalThis.bench = ways
