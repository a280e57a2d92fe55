import { createHash } from 'node:crypto'
import type { SiteBuild } from '@/offline/site-build.ts'

export const site = 'https://example.org/jilan/'

export type SiteFiles = Readonly<Record<string, string>>

/** The build that a site of these texts is. */
export function buildOf(id: string, files: SiteFiles): SiteBuild {
  return { id, files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { hash: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) }])) }
}

/** A server of these texts, and what it was asked for. */
export function serverOf(files: SiteFiles | null) {
  const asked: string[] = []
  const request: typeof fetch = async (input) => {
    const address = input instanceof Request ? input.url : String(input)
    if (files === null) throw new TypeError('Failed to fetch')
    const path = decodeURIComponent(address.slice(site.length)) || 'index.html'
    asked.push(path)
    const text = files[path]
    return text === undefined ? new Response('not found', { status: 404 }) : new Response(text, { headers: { 'Content-Type': 'text/plain', ETag: `"${text}"` } })
  }
  return { request, asked }
}
