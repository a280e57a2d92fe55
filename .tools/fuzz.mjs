// npm run fuzz [-- --cases N] [--seed S] [--only "form parser"] [--json FILE]: every reader of something that comes from
// outside, under random input. A reader that throws, hangs or eats memory fails, with the input that did it.
import { writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { openSources } from './sources.mjs'

const memory = { maxOldGenerationSizeMb: 1024 }

function option(name, otherwise) {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : process.argv[at + 1]
}

// A case takes milliseconds. One that takes two minutes on the busiest machine will never end.
const patience = Number(option('--patience', '120')) * 1000
const usualRuns = 'test/fuzz/fuzz-runs.ts'
const runs = option('--runs', usualRuns)
const all = Number(option('--cases', '100000'))
const seed = Number(option('--seed', '20231231'))
if (!Number.isInteger(all) || all < 1 || !Number.isInteger(seed)) {
  console.error('--cases takes a whole number above 0, --seed a whole number')
  process.exit(1)
}

process.env.JILAN_TRUST_RUN ??= 'fuzz'
const load = await openSources()
const { fuzzRuns } = await load(runs)
const only = option('--only', null)
const chosen = fuzzRuns.filter((run) => only === null || run.name === only)
if (chosen.length === 0) {
  console.error(`--only takes one of: ${fuzzRuns.map((run) => run.name).join(', ')}`)
  process.exit(1)
}
const shares = chosen.reduce((sum, run) => sum + run.share, 0)

/** Runs one reader in a thread of its own: its cases, and why it failed or null. */
function fuzz({ name, share }) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('fuzz-worker.mjs', import.meta.url), { workerData: { runs, name, cases: Math.ceil((all * share) / shares), seed }, resourceLimits: memory })
    let [tried, input, begun] = [0, '', performance.now()]
    const finish = (cases, failure) => {
      clearInterval(watch)
      worker.terminate().then(() => resolve({ name, cases, failure }))
    }
    const watch = setInterval(() => {
      if (performance.now() - begun > patience) finish(tried, `case ${tried} of seed ${seed} did not end within ${patience / 1000} s:\n${input}`)
    }, 1000)
    worker.on('message', (message) => {
      begun = performance.now()
      if (message.outcome) finish(message.outcome.cases, message.outcome.failure)
      else [tried, input] = [tried + 1, message.input]
    })
    worker.on('error', (error) => finish(tried, `${error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : error.message} at case ${tried} of seed ${seed}:\n${input}`))
  })
}

const outcomes = []
for (const run of chosen) {
  const begun = performance.now()
  const outcome = await fuzz(run)
  outcomes.push(outcome)
  console.log(`${outcome.name.padEnd(18)}${String(outcome.cases).padStart(8)} cases  ${outcome.failure ? 'FAILED' : 'ok'}  ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  if (outcome.failure) console.log(outcome.failure)
}
if (only === null && runs === usualRuns) {
  const { trustTally } = await load('test/support/trust-record.ts')
  for (const { name, cases, failure } of outcomes) {
    const tally = trustTally(`fuzz-${name.replaceAll(' ', '-').toLowerCase()}`, { area: 'fuzz', what: `${name} under random input`, unit: 'inputs' })
    tally.add({ tried: cases, failed: failure ? 1 : 0 })
    tally.note('seed', seed)
    tally.write()
  }
}
const file = option('--json', null)
if (file) writeFileSync(file, JSON.stringify({ seed, outcomes }))
process.exit(outcomes.some((outcome) => outcome.failure) ? 1 : 0)
