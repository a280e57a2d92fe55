import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPackages } from './install.mjs'
import { root } from './run.mjs'

await installPackages()
// npm runs scripts in the package's folder; paths are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'jilan' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
const { register } = await import('tsx/esm/api')
register({ tsconfig: join(root, 'tsconfig.json') })
const { run } = await import(pathToFileURL(join(root, 'src/cli/run.ts')).href)
process.exitCode = await run(process.argv.slice(2))
