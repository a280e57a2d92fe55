import { join } from 'node:path'
import { buildSite } from './build.mjs'
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

await installPackages()
const { code, output } = await buildSite()
if (code !== 0) stop(`${output}\nThe build failed: see above.`)

const site = await serveFolder(join(root, 'dist'), { port, host }).catch((error) => {
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
console.log(`Jilan ready: ${site.url}`)
