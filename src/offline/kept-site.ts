import type { SiteBuild } from './site-build.ts'

/** What a build or a page's mark says, and when it was written (ms). */
export interface Kept<Value> {
  readonly value: Value
  readonly at: number
}

/** What the browser keeps of the site: files by their content, so that builds share what is the same in both. */
export interface KeptSite {
  readonly file: (hash: string) => Promise<Response | undefined>
  readonly has: (hash: string) => Promise<boolean>
  /** Keeps a response if its bytes have this hash; says whether they have. */
  readonly keep: (hash: string, response: Response) => Promise<boolean>
  readonly builds: () => Promise<readonly Kept<SiteBuild>[]>
  readonly keepBuild: (build: SiteBuild) => Promise<void>
  /** The build that each page or worker came from, by its client id. */
  readonly clients: () => Promise<ReadonlyMap<string, Kept<string>>>
  readonly client: (id: string) => Promise<string | null>
  readonly keepClient: (id: string, build: string) => Promise<void>
  readonly dropClients: (ids: readonly string[]) => Promise<void>
  /** Lets go of these builds, and of the files that no build left has: also none that is brought in meanwhile. */
  readonly dropBuilds: (ids: readonly string[]) => Promise<void>
}

async function hashOf(response: Response): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Keeps a site in a cache of its own. `site` is the address of its folder; no request of it is ever asked under `kept/`. */
export function keptSite(cache: Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>, site: string): KeptSite {
  const place = (kind: 'files' | 'builds' | 'clients', name: string) => new URL(`kept/${kind}/${encodeURIComponent(name)}`, site).href
  const find = (address: string) => cache.match(address, { ignoreVary: true })
  const write = (address: string, value: unknown) => cache.put(address, new Response(JSON.stringify({ value, at: Date.now() } satisfies Kept<unknown>)))
  async function names(kind: 'files' | 'builds' | 'clients'): Promise<readonly string[]> {
    const start = place(kind, '')
    return (await cache.keys()).filter(({ url }) => url.startsWith(start)).map(({ url }) => decodeURIComponent(url.slice(start.length)))
  }
  async function values<Value>(kind: 'builds' | 'clients'): Promise<readonly (readonly [string, Kept<Value>])[]> {
    const found = await Promise.all((await names(kind)).map(async (name) => [name, await find(place(kind, name))] as const))
    return Promise.all(found.flatMap(([name, response]) => (response ? [response.json().then((value: Kept<Value>) => [name, value] as const)] : [])))
  }
  const drop = (kind: 'files' | 'builds' | 'clients', gone: readonly string[]) => Promise.all(gone.map((name) => cache.delete(place(kind, name), { ignoreVary: true })))

  return {
    file: (hash) => find(place('files', hash)),
    has: async (hash) => (await find(place('files', hash))) !== undefined,
    keep: async (hash, response) => {
      if ((await hashOf(response.clone())) !== hash) return false
      await cache.put(place('files', hash), response)
      return true
    },
    builds: async () => (await values<SiteBuild>('builds')).map(([, kept]) => kept),
    keepBuild: (build) => write(place('builds', build.id), build),
    clients: async () => new Map(await values<string>('clients')),
    client: async (id) => {
      const found: Kept<string> | undefined = await (await find(place('clients', id)))?.json()
      return found?.value ?? null
    },
    keepClient: (id, build) => write(place('clients', id), build),
    dropClients: async (ids) => void (await drop('clients', ids)),
    dropBuilds: async (ids) => {
      await drop('builds', ids)
      // A build is written before its files: whose are there by now is told by the builds read after them.
      const files = await names('files')
      const left = new Set((await values<SiteBuild>('builds')).flatMap(([, { value }]) => Object.values(value.files).map(({ hash }) => hash)))
      await drop('files', files.filter((hash) => !left.has(hash)))
    },
  }
}
