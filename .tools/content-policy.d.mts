export function addedSources(environment?: Readonly<Record<string, string | undefined>>): { readonly sources: readonly string[]; readonly refused: readonly string[] }
export function contentPolicy(sources?: readonly string[]): string
export function securityHeaders(sources?: readonly string[]): Readonly<Record<string, string>>
