import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSite } from './build.mjs'
import { fetchTrino, NoClusterError } from './cluster/fetch-trino.mjs'
import { installChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'
import { binary, root, run } from './run.mjs'
import { clearTrust, trustTable } from './trust-table.mjs'

let passed = 0
let failed = 0

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
  console.log(`${output.trimEnd()}\nFAILED: ${name}`)
}

/** Tests of one vitest report. A file that broke before its tests ran is one failure. */
function countsOf(report) {
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

/** Runs a vitest project. A run that crashes, or has no tests, counts as failed. */
async function suite(project) {
  headline(`${project} tests`)
  const report = join(root, `.cache/${project}.json`)
  rmSync(report, { force: true })
  const { code } = await run(binary('vitest'), ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  let counts = { passed: 0, failed: 0 }
  try {
    counts = countsOf(report)
  } catch (error) {
    console.log(`${project} tests left no report: ${error.message}`)
  }
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) {
    counts.failed = 1
    console.log(`FAILED: ${project} tests ended with ${code} after ${counts.passed} passed tests`)
  }
  passed += counts.passed
  failed += counts.failed
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
} else {
  await suite('browser')
}

headline('what was tried to break it')
console.log(trustTable('test'))
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
