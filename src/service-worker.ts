import { fetchBuild, filesInAdvance } from './offline/fetch-build.ts'
import { keptSite } from './offline/kept-site.ts'
import type { PageMessage, WorkerMessage } from './offline/messages.ts'
import { retainBuilds } from './offline/retain-builds.ts'
import { siteAnswers } from './offline/site-answers.ts'
import type { SiteBuild } from './offline/site-build.ts'

declare const self: ServiceWorkerGlobalScope
/** Written in by the build. */
declare const siteBuild: SiteBuild

const build = siteBuild
const site = self.registration.scope
const request: typeof fetch = (...input) => fetch(...input)
// An origin may serve several sites.
const opened = caches.open(`jilan ${site}`).then((cache) => {
  const kept = keptSite(cache, site)
  return { kept, answers: siteAnswers({ build, kept, site, request }) }
})

async function retain(): Promise<void> {
  const { kept } = await opened
  await retainBuilds(build, kept, { isOpen: async (client) => (await self.clients.get(client)) !== undefined, now: Date.now() })
}

async function welcome(client: Client, from: string): Promise<void> {
  const { answers } = await opened
  if (await answers.isKnown(from)) await answers.mark(client.id, from)
  await self.clients.claim()
  const bytes = filesInAdvance(build).reduce((sum, [, file]) => sum + file.bytes, 0)
  client.postMessage({ kind: 'kept', build: build.id, bytes } satisfies WorkerMessage)
  await retain()
}

self.addEventListener('install', (event) => event.waitUntil(opened.then(({ kept }) => fetchBuild(build, kept, { site, request }))))
self.addEventListener('activate', (event) => event.waitUntil(retain()))
self.addEventListener('message', (event) => {
  const message: PageMessage = event.data
  if (message.kind === 'take-over') event.waitUntil(self.skipWaiting())
  else if (event.source instanceof Client) event.waitUntil(welcome(event.source, message.build))
})
self.addEventListener('fetch', (event) => {
  // Other origins, uploads and what the page asks for with a query are none of the site's files.
  if (event.request.method !== 'GET' || !event.request.url.startsWith(site)) return
  event.respondWith(opened.then(({ answers }) => answers.answer(event.request, { clientId: event.clientId, resultingClientId: event.resultingClientId, waitUntil: (work) => event.waitUntil(work) })))
})
