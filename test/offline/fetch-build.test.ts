import { describe, expect, it } from 'vitest'
import { datasetBudget, fetchBuild, filesInAdvance } from '@/offline/fetch-build.ts'
import { keptSite } from '@/offline/kept-site.ts'
import { memoryCache } from './memory-cache.ts'
import { buildOf, serverOf, site } from './sites.ts'

const files = { 'index.html': 'page', 'assets/a-1.js': 'a', 'assets/engine-1.wasm': 'engine', 'data/datasets.json': '{}', 'data/市 1/manifest.json': 'manifest', 'cmaps/x.bcmap': 'map' }

describe('fetchBuild', () => {
  it('keeps every file, the page by its folder and names with spaces and Chinese by their address', async () => {
    const kept = keptSite(memoryCache(), site)
    const build = buildOf('one', files)
    const server = serverOf(files)
    await fetchBuild(build, kept, { site, request: server.request })
    expect(server.asked.toSorted()).toEqual(Object.keys(files).toSorted())
    for (const [path, { hash }] of Object.entries(build.files)) expect(await (await kept.file(hash))?.text()).toBe(Object.entries(files).find(([name]) => name === path)?.[1])
  })

  it('asks only for what the kept builds lack', async () => {
    const kept = keptSite(memoryCache(), site)
    await fetchBuild(buildOf('one', files), kept, { site, request: serverOf(files).request })
    const later = { ...files, 'index.html': 'page two', 'assets/a-2.js': 'a two' }
    const server = serverOf(later)
    await fetchBuild(buildOf('two', later), kept, { site, request: server.request })
    expect(server.asked.toSorted()).toEqual(['assets/a-2.js', 'index.html'])
  })

  it.each([
    ['lacks a bundle', { ...files, 'assets/a-1.js': undefined }],
    ['has the page of another build', { ...files, 'index.html': 'page two' }],
  ])('refuses a site that %s', async (_what, served) => {
    const whole = Object.fromEntries(Object.entries(served).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])))
    await expect(fetchBuild(buildOf('one', files), keptSite(memoryCache(), site), { site, request: serverOf(whole).request })).rejects.toThrow('is not as it was built')
  })

  it('leaves a dataset that was changed on the server to the server', async () => {
    const kept = keptSite(memoryCache(), site)
    const build = buildOf('one', files)
    await fetchBuild(build, kept, { site, request: serverOf({ ...files, 'data/datasets.json': '{ "datasets": [] }' }).request })
    expect(await kept.has(build.files['data/datasets.json']?.hash ?? '')).toBe(false)
    expect(await kept.has(build.files['index.html']?.hash ?? '')).toBe(true)
  })

  it('ends with the network, and goes on from there the next time', async () => {
    const kept = keptSite(memoryCache(), site)
    const build = buildOf('one', files)
    const whole = serverOf(files)
    let left = 3
    const breaking: typeof fetch = (...input) => ((left -= 1) < 0 ? Promise.reject(new TypeError('Failed to fetch')) : whole.request(...input))
    await expect(fetchBuild(build, kept, { site, request: breaking })).rejects.toThrow('Failed to fetch')
    const again = serverOf(files)
    await fetchBuild(build, kept, { site, request: again.request })
    expect(again.asked.length).toBe(3)
  })
})

describe('filesInAdvance', () => {
  it('takes the page before the engine, datasets after it, and leaves out a dataset beyond the budget', () => {
    const file = (bytes: number) => ({ hash: String(bytes), bytes })
    const build = { id: 'one', files: { 'cmaps/x.bcmap': file(1), 'data/datasets.json': file(2), 'data/small/t.parquet': file(3), 'data/large/manifest.json': file(4), 'data/large/t.parquet': file(datasetBudget), 'assets/engine.wasm': file(99), 'index.html': file(5) } }
    expect(filesInAdvance(build).map(([path]) => path)).toEqual(['index.html', 'assets/engine.wasm', 'data/datasets.json', 'data/small/t.parquet', 'cmaps/x.bcmap'])
  })
})
