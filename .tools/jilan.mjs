import { openSources } from './sources.mjs'

const load = await openSources()
// npm runs scripts in the package's folder; paths are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'jilan' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
const { run } = await load('src/cli/run.ts')
process.exitCode = await run(process.argv.slice(2))
