import { describe, expect, it } from 'vitest'
import { fetchBuild } from '@/offline/fetch-build.ts'
import { keptSite } from '@/offline/kept-site.ts'
import { retainBuilds } from '@/offline/retain-builds.ts'
import { memoryCache } from './memory-cache.ts'
import { buildOf, serverOf, site } from './sites.ts'

const all = [1, 2, 3].map((number) => {
  const files = { 'index.html': `page ${number}`, 'assets/same.js': 'same' }
  return { files, build: buildOf(`build ${number}`, files) }
})
const minutes = 60_000

/** A browser that kept three builds one after another, the second of them in use now. */
async function three(open: readonly string[], now = Date.now() + 10 * minutes) {
  const kept = keptSite(memoryCache(), site)
  for (const { files, build } of all) {
    await fetchBuild(build, kept, { site, request: serverOf(files).request })
    await new Promise((done) => setTimeout(done, 2))
  }
  await kept.keepClient('page of 1', 'build 1')
  const own = all[1]?.build ?? buildOf('', {})
  await retainBuilds(own, kept, { isOpen: async (id) => open.includes(id), now })
  const has = async (build: (typeof all)[number]['build']) => kept.has(build.files['index.html']?.hash ?? '')
  return { builds: (await kept.builds()).map(({ value }) => value.id).toSorted(), pages: await Promise.all(all.map(({ build }) => has(build))), clients: [...(await kept.clients()).keys()], shared: await kept.has(own.files['assets/same.js']?.hash ?? '') }
}

describe('retainBuilds', () => {
  it('lets go of a build that no page came from, and of what only it had', async () => {
    expect(await three([])).toEqual({ builds: ['build 2', 'build 3'], pages: [false, true, true], clients: [], shared: true })
  })

  it('retains a build while a page of it is open', async () => {
    expect(await three(['page of 1'])).toEqual({ builds: ['build 1', 'build 2', 'build 3'], pages: [true, true, true], clients: ['page of 1'], shared: true })
  })

  it('takes a page that is just opening for open', async () => {
    expect((await three([], Date.now())).builds).toContain('build 1')
  })

  it('leaves a build alone that comes while it looks', async () => {
    const [first, second, third] = all
    if (!first || !second || !third) throw new Error('three builds were to be there')
    const cache = memoryCache()
    const kept = keptSite(cache, site)
    await fetchBuild(first.build, kept, { site, request: serverOf(first.files).request })
    await fetchBuild(second.build, kept, { site, request: serverOf(second.files).request })
    const comes = async () => fetchBuild(third.build, keptSite(cache, site), { site, request: serverOf(third.files).request })
    // As the cache is read one listing after another, the third comes before the last of them, before the one before, and so on.
    for (const turn of [1, 2, 3, 4, 5]) {
      await keptSite(cache, site).dropBuilds([third.build.id])
      let listings = 0
      const watched = keptSite({ ...cache, keys: async (...request) => {
        listings += 1
        if (listings === turn) await comes()
        return cache.keys(...request)
      } }, site)
      await retainBuilds(second.build, watched, { isOpen: async () => false, now: Date.now() + 10 * minutes })
      if (listings < turn) await comes()
      const has = await Promise.all(Object.values(third.build.files).map(({ hash }) => kept.has(hash)))
      expect([turn, (await kept.builds()).map(({ value }) => value.id), has]).toEqual([turn, ['build 2', 'build 3'], [true, true]])
    }
  })
})
