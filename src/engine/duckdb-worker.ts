import '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js'
import { holdLifeLock } from './worker-life.ts'

holdLifeLock()
// Where its module can't be had or compiled, DuckDB drops the promise and answers nobody: as an error, whoever waits hears of it.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason))
