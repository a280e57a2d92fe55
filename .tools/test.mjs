import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildSite } from './build.mjs'
import { fetchTrino, NoClusterError } from './cluster/fetch-trino.mjs'
import { installChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'
import { binary, root, run } from './run.mjs'
import { clearTrust, trustTable } from './trust-table.mjs'

let passed = 0
let failed = 0
/** What failed, in a line each, said again at the end. */
const failures = []

function headline(name) {
  console.log(`\n── ${name}`)
}

/** Counts a check of its own: one passed or one failed, with what it printed where it failed. */
async function check(name, work) {
  headline(name)
  const { code, output } = await work()
  if (code === 0) {
    passed += 1
    return console.log('ok')
  }
  failed += 1
  failures.push(name)
  console.log(`${output.trimEnd()}\nFAILED: ${name}`)
}

const firstLine = (text) => (text ?? '').trim().split('\n', 1)[0].slice(0, 300)

/** Tests of one vitest report: how many passed, and those that failed. A file that broke before its tests ran is one failure. */
function readReport(report) {
  const { testResults, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'))
  const failing = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    const tests = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && tests.length === 0) return [`${file}: ${firstLine(message)}`]
    return tests.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`)
  })
  return { passed: numPassedTests, failing }
}

/** Runs a vitest project. A run that crashes, or has no tests, counts as failed. */
async function suite(project) {
  headline(`${project} tests`)
  const report = join(root, `.cache/${project}.json`)
  rmSync(report, { force: true })
  const { code } = await run(binary('vitest'), ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  let outcome = { passed: 0, failing: [] }
  try {
    outcome = readReport(report)
  } catch (error) {
    console.log(`${project} tests left no report: ${error.message}`)
  }
  if (outcome.failing.length === 0 && (code !== 0 || outcome.passed === 0)) outcome.failing.push(`${project} tests ended with ${code} after ${outcome.passed} passed tests`)
  passed += outcome.passed
  failed += outcome.failing.length
  failures.push(...outcome.failing)
}

await installPackages()
mkdirSync(join(root, '.cache'), { recursive: true })
clearTrust('test')

const tool = (name, args) => () => run(binary(name), args, { quiet: true })
await check('type check', tool('vue-tsc', ['--noEmit']))
await check('lint', tool('oxlint', ['src', 'test', '.tools', 'vite.config.ts']))
await check('unused files, exports, dependencies', tool('knip', []))
await check('build', buildSite)
await suite('unit')
const noCluster = await fetchTrino().then(() => null, (error) => {
  if (error instanceof NoClusterError) return error.message
  throw error
})
if (noCluster) console.log(`\nThe cluster's tests were left out: ${noCluster}`)
else await suite('cluster')
const noBrowser = await installChromium()
if (noBrowser) {
  headline('browser tests')
  console.log(`${noBrowser}\nFAILED: browser tests`)
  failed += 1
  failures.push(`browser tests: ${noBrowser}`)
} else {
  await suite('browser')
}

headline('what was tried to break it')
console.log(trustTable('test'))
if (failures.length > 0) {
  headline('what failed')
  for (const failure of failures) console.log(failure)
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
