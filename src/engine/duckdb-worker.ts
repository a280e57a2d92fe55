import '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js'
import { holdLifeLock } from './worker-life.ts'

holdLifeLock()
