/** One file of a built site. */
export interface BuildFile {
  /** Hex SHA-256 of its bytes. */
  readonly hash: string
  readonly bytes: number
}

/** A built site: `id` is a hash over all of its files, which are named by their path under the site. */
export interface SiteBuild {
  readonly id: string
  readonly files: Readonly<Record<string, BuildFile>>
}

/** Whoever serves a site may change, add or take away its datasets and character maps; all else belongs to the build. */
export function isReplaceable(path: string): boolean {
  return /^(data|cmaps)[/]/.test(path)
}

/** Vite puts a hash of the content into these names: the same name is the same content in every build. */
export function isHashedName(path: string): boolean {
  return path.startsWith('assets/')
}

/** The file that an address under the site means, or null where it asks for something else: a query makes it another thing. */
export function pathUnder(site: string, { url, isPage }: { readonly url: string; readonly isPage: boolean }): string | null {
  const { origin, pathname, search } = new URL(url)
  const base = new URL(site)
  if (origin !== base.origin || !pathname.startsWith(base.pathname) || (search !== '' && !isPage)) return null
  try {
    return decodeURIComponent(pathname.slice(base.pathname.length)) || 'index.html'
  } catch {
    return null
  }
}
