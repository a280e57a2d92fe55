import { describe, expect, it } from 'vitest'
import { fetchBuild } from '@/offline/fetch-build.ts'
import { keptSite } from '@/offline/kept-site.ts'
import { siteAnswers, type Asker } from '@/offline/site-answers.ts'
import { memoryCache } from './memory-cache.ts'
import { buildOf, serverOf, site, type SiteFiles } from './sites.ts'

const first = { 'index.html': 'page one', 'assets/a-1.js': 'a one', 'data/datasets.json': 'list one' }
const second = { 'index.html': 'page two', 'assets/a-2.js': 'a two', 'data/datasets.json': 'list two' }

/** A worker of the second build, in a browser that keeps both, before a server that has `served`. */
async function worker(served: SiteFiles | null) {
  const cache = memoryCache()
  const kept = keptSite(cache, site)
  const builds = { one: buildOf('one', first), two: buildOf('two', second) }
  await fetchBuild(builds.one, kept, { site, request: serverOf(first).request })
  await fetchBuild(builds.two, kept, { site, request: serverOf(second).request })
  await kept.keepClient('old', 'one')
  await kept.keepClient('new', 'two')
  const server = serverOf(served)
  const answers = siteAnswers({ build: builds.two, kept, site, request: server.request })
  const work: Promise<unknown>[] = []
  const by = (clientId: string, resultingClientId = ''): Asker => ({ clientId, resultingClientId, waitUntil: (each) => void work.push(each) })
  const text = async (path: string, asker: Asker) => (await answers.answer(new Request(new URL(path, site)), asker)).text()
  return { answers, kept, server, by, text, settle: () => Promise.all(work) }
}

/** What a browser asks when it opens a page: undici makes no such request, so its mode is put on. */
function opening(path: string): Request {
  return Object.defineProperty(new Request(new URL(path, site)), 'mode', { value: 'navigate' })
}

describe('siteAnswers', () => {
  it('answers each page from the build that it came from', async () => {
    const { by, text, server } = await worker(second)
    expect(await text('data/datasets.json', by('old'))).toBe('list one')
    expect(await text('assets/a-1.js', by('old'))).toBe('a one')
    expect(await text('data/datasets.json', by('new'))).toBe('list two')
    expect(server.asked).toEqual([])
  })

  it('opens pages as its own build, with any query, and remembers them', async () => {
    const { answers, by, text, settle, server } = await worker(null)
    for (const path of ['./', 'index.html', '?utm=1']) expect(await (await answers.answer(opening(path), by('', `from ${path}`))).text()).toBe('page two')
    await settle()
    expect(await text('data/datasets.json', by('from ./'))).toBe('list two')
    expect(server.asked).toEqual([])
  })

  it('remembers what a page starts, such as a worker, as of the build of the page', async () => {
    const { by, text, settle } = await worker(null)
    await text('assets/a-1.js', by('old', 'worker of old'))
    await settle()
    expect(await text('data/datasets.json', by('worker of old'))).toBe('list one')
  })

  it('leaves to the server who came from no build, and answers without it', async () => {
    const online = await worker({ ...second, 'data/datasets.json': 'list three' })
    expect(await online.text('data/datasets.json', online.by('stranger'))).toBe('list three')
    const offline = await worker(null)
    expect(await offline.text('data/datasets.json', offline.by('stranger'))).toBe('list two')
    expect(await offline.text('assets/a-1.js', offline.by('stranger'))).toBe('a one')
  })

  it('leaves alone what no build has, and what is asked with a query', async () => {
    const { by, text, server, answers } = await worker({ ...second, 'other/manifest.json': 'other' })
    expect(await text('other/manifest.json', by('new'))).toBe('other')
    await text('data/datasets.json?v=2', by('new'))
    expect((await answers.answer(new Request(new URL('assets/a-3.js', site)), by('new'))).status).toBe(404)
    expect(server.asked).toEqual(['other/manifest.json', 'data/datasets.json?v=2', 'assets/a-3.js'])
  })

  it('keeps what it lacked only where it is what the build has', async () => {
    const { answers, by, kept, settle } = await worker({ ...second, 'data/datasets.json': 'list three' })
    const { hash } = buildOf('two', second).files['data/datasets.json'] ?? { hash: '' }
    await kept.dropBuilds((await kept.builds()).map(({ value }) => value.id))
    await (await answers.answer(new Request(new URL('data/datasets.json', site)), by('new'))).text()
    await (await answers.answer(new Request(new URL('assets/a-2.js', site)), by('new'))).text()
    await settle()
    expect(await kept.has(hash)).toBe(false)
    expect(await kept.has(buildOf('two', second).files['assets/a-2.js']?.hash ?? '')).toBe(true)
  })

  it('fails as the network does where nothing is kept', async () => {
    const { answers, by } = await worker(null)
    await expect(answers.answer(new Request(new URL('other/manifest.json', site)), by('new'))).rejects.toThrow('Failed to fetch')
  })
})
