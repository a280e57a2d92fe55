/** A cache as the browser has, in memory. Responses are read once, so each match gives a copy. */
export function memoryCache(): Pick<Cache, 'match' | 'put' | 'delete' | 'keys'> {
  const entries = new Map<string, Response>()
  const addressOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request))
  return {
    match: async (request) => entries.get(addressOf(request))?.clone(),
    put: async (request, response) => void entries.set(addressOf(request), response),
    delete: async (request) => entries.delete(addressOf(request)),
    keys: async () => [...entries.keys()].map((url) => new Request(url)),
  }
}
