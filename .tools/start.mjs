import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addedDatasets } from './added-datasets.mjs'
import { buildSite } from './build.mjs'
import { addedSources } from './content-policy.mjs'
import { engineProxy } from './engine-proxy.mjs'
import { installPackages } from './install.mjs'
import { root } from './run.mjs'
import { serveFolder } from './serve.mjs'

function stop(message) {
  console.error(message)
  process.exit(1)
}

const port = Number(process.env.PORT || 4173)
const host = process.env.HOST || '127.0.0.1'
if (!Number.isInteger(port) || port < 0 || port > 65_535) stop(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`)

function optionsOf(args) {
  try {
    return parseArgs({ args, options: { engine: { type: 'string' }, datasets: { type: 'string' } } }).values
  } catch (error) {
    return stop(`${error.message}\nUsage: npm start -- [--engine URL] [--datasets FOLDER]`)
  }
}
const { engine, datasets } = optionsOf(process.argv.slice(2))
if (engine !== undefined && !/^https?:\/\/[^/?#@]+\/?$/.test(engine)) stop(`--engine ${engine} is not the address of a Trino coordinator, such as http://127.0.0.1:8090.`)
if (datasets !== undefined && !existsSync(datasets)) stop(`--datasets ${datasets} is no folder. It holds dataset folders, as jilan publish and jilan convert write them.`)
const { sources, refused } = addedSources()
if (refused.length > 0) stop(`JILAN_CONNECT_SRC lists origins such as https://data.example.org, parted by blanks; this is none: ${refused.join(' ')}`)

await installPackages()
const { code, output } = await buildSite()
if (code !== 0) stop(`${output}\nThe build failed: see above.`)

const ways = [...(engine ? [engineProxy(engine)] : []), ...(datasets ? [addedDatasets(datasets)] : [])]
const site = await serveFolder(join(root, 'dist'), { port, host, first: (request, response) => ways.some((way) => way(request, response)) }).catch((error) => {
  if (error.code === 'EADDRINUSE') stop(`Port ${port} on ${host} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`)
  if (error.code === 'EACCES') stop(`Port ${port} on ${host} is not allowed for this user. Choose one above 1023: PORT=4173 npm start`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') stop(`HOST ${host} is no address of this machine. HOST=127.0.0.1 serves this machine only, HOST=0.0.0.0 everyone who can reach it.`)
  throw error
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.removeAllListeners(signal)
  process.on(signal, () => site.close().then(() => process.exit(0)))
}

const first = await fetch(`${site.url.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]')}/`)
if (!first.ok) stop(`The site answers ${first.status} on ${site.url}/: is dist/ whole?`)
if (engine) {
  const info = await fetch(new URL('/v1/info', engine), { signal: AbortSignal.timeout(5_000) }).then((response) => response.json()).catch(() => null)
  console.log(info?.nodeVersion ? `Datasets in the cluster are asked under ${site.url}/engine/ (Trino ${info.nodeVersion.version})` : `The engine of --engine does not answer yet; datasets in the cluster wait for it.`)
}
if (sources.length > 0) console.log(`Datasets may also come from: ${sources.join(' ')}`)
console.log(`Jilan ready: ${site.url}`)
