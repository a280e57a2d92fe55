import { askedBytes } from './asked-bytes.ts'
import type { KeptSite } from './kept-site.ts'
import { isHashedName, pathUnder, type BuildFile, type SiteBuild } from './site-build.ts'

/** What a fetch event says of who asks: ids are '' where there is none. */
export interface Asker {
  readonly clientId: string
  /** The page or worker that this request is about to start. */
  readonly resultingClientId: string
  /** Keeps the worker awake for work that goes on after the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void
}

export interface SiteAnswersOptions {
  readonly build: SiteBuild
  readonly kept: KeptSite
  readonly site: string
  readonly request: typeof fetch
}

/** Answers a page from the build that the page came from, whichever builds came after it. */
export function siteAnswers({ build, kept, site, request }: SiteAnswersOptions) {
  const known = new Map<string, string>()

  async function buildOf(client: string): Promise<SiteBuild | null> {
    const id = known.get(client) ?? (await kept.client(client))
    if (id === null) return null
    known.set(client, id)
    return id === build.id ? build : ((await kept.builds()).find(({ value }) => value.id === id)?.value ?? null)
  }

  async function mark(client: string, id: string): Promise<void> {
    known.set(client, id)
    await kept.keepClient(client, id)
  }

  async function hashedFile(path: string): Promise<BuildFile | undefined> {
    return build.files[path] ?? (await kept.builds()).find(({ value }) => value.files[path])?.value.files[path]
  }

  /** From the network; kept if it is what the build has there. */
  async function fromNetwork(asked: Request, file: BuildFile | undefined, asker: Asker): Promise<Response> {
    const response = await request(asked)
    if (file && response.status === 200 && asked.mode !== 'navigate') asker.waitUntil(kept.keep(file.hash, response.clone()).catch(() => false))
    return response
  }

  async function answer(asked: Request, asker: Asker): Promise<Response> {
    const isPage = asked.mode === 'navigate'
    const path = pathUnder(site, { url: asked.url, isPage })
    if (path === null) return request(asked)
    const asking = isPage ? build : await buildOf(asker.clientId)
    const file = asking?.files[path] ?? (isHashedName(path) ? await hashedFile(path) : undefined)
    const found = file && (await kept.file(file.hash))
    if (found) {
      if (asker.resultingClientId !== '' && asking) asker.waitUntil(mark(asker.resultingClientId, asking.id))
      return askedBytes(asked, found)
    }
    if (asking || !build.files[path]) return fromNetwork(asked, file, asker)
    // Whoever came from no kept build gets what the server has now; without a server, what is kept.
    try {
      return await request(asked)
    } catch (error) {
      const own = await kept.file(build.files[path].hash)
      if (own) return askedBytes(asked, own)
      throw error
    }
  }

  return { answer, mark, isKnown: async (id: string) => id === build.id || (await kept.builds()).some(({ value }) => value.id === id) }
}
