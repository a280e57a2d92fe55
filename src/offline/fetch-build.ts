import type { KeptSite } from './kept-site.ts'
import { isHashedName, isReplaceable, type BuildFile, type SiteBuild } from './site-build.ts'

/** A shipped dataset larger than this is kept file by file as it is used, not in advance. */
export const datasetBudget = 64_000_000
const lanes = 4

/** The files to keep in advance: the page first, then the engine, datasets and character maps last. */
export function filesInAdvance({ files }: SiteBuild): readonly (readonly [string, BuildFile])[] {
  const folderOf = (path: string) => /^data[/][^/]+[/]/.exec(path)?.[0] ?? ''
  const sizes = new Map<string, number>()
  for (const [path, { bytes }] of Object.entries(files)) sizes.set(folderOf(path), (sizes.get(folderOf(path)) ?? 0) + bytes)
  const rank = (path: string) => (path.startsWith('cmaps/') ? 2 : isReplaceable(path) ? 1 : 0)
  return Object.entries(files)
    .filter(([path]) => folderOf(path) === '' || (sizes.get(folderOf(path)) ?? 0) <= datasetBudget)
    .toSorted(([a, one], [b, other]) => rank(a) - rank(b) || one.bytes - other.bytes || (a < b ? -1 : 1))
}

/**
 * Brings a build into the browser, what it shares with kept ones apart. Throws unless every file of the build itself came
 * whole and as built: a site that is being replaced is not kept. Datasets changed on the server are left to it.
 */
export async function fetchBuild(build: SiteBuild, kept: KeptSite, { site, request }: { readonly site: string; readonly request: typeof fetch }): Promise<void> {
  await kept.keepBuild(build)
  const open = filesInAdvance(build)[Symbol.iterator]()
  async function work(): Promise<void> {
    for (const [path, { hash }] of open) {
      if (await kept.has(hash)) continue
      // Hosts like to redirect index.html to its folder, and a redirected answer can't open a page.
      const address = new URL(path === 'index.html' ? './' : path.split('/').map(encodeURIComponent).join('/'), site)
      const response = await request(address, { cache: isHashedName(path) ? 'default' : 'no-cache', priority: 'low' })
      const isKept = response.status === 200 && (await kept.keep(hash, response))
      if (!isKept && !isReplaceable(path)) throw new Error(`${path} is not as it was built`)
    }
  }
  // What is on its way is kept even where something else failed: the next try goes on from there.
  const ends = await Promise.allSettled(Array.from({ length: lanes }, work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
