import type { KeptSite } from './kept-site.ts'
import type { SiteBuild } from './site-build.ts'

/** A page that is about to open is no client yet: its mark is left alone for this long (ms). */
const opening = 60_000

/** Lets go of builds that no open page came from, unless they are this one or on their way in after it. */
export async function retainBuilds(build: SiteBuild, kept: KeptSite, { isOpen, now }: { readonly isOpen: (client: string) => Promise<boolean>; readonly now: number }): Promise<void> {
  const clients = [...(await kept.clients())]
  const states = await Promise.all(clients.map(async ([id, mark]) => ({ id, build: mark.value, isUsed: mark.at > now - opening || (await isOpen(id)) })))
  await kept.dropClients(states.filter(({ isUsed }) => !isUsed).map(({ id }) => id))
  const used = new Set(states.filter(({ isUsed }) => isUsed).map((state) => state.build))
  const builds = await kept.builds()
  const since = builds.find(({ value }) => value.id === build.id)?.at ?? now
  await kept.dropBuilds(builds.filter(({ value, at }) => value.id !== build.id && !used.has(value.id) && at <= since).map(({ value }) => value.id))
}
