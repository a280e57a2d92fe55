// One reader under random input, in a thread that .tools/fuzz.mjs can end: it says each case before it tries it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'
import { root } from './run.mjs'

register({ tsconfig: join(root, 'tsconfig.json') })
const { runs, name, cases, seed } = workerData
const { fuzzRuns } = await import(pathToFileURL(join(root, runs)).href)
const target = fuzzRuns.find((run) => run.name === name)
parentPort.postMessage({ outcome: await target.run({ cases, seed, onCase: (input) => parentPort.postMessage({ input }) }) })
