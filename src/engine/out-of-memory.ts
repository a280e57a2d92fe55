/** What DuckDB, WebAssembly and the browser say where there is no memory left. */
const words = /Out of Memory|std::bad_alloc|could not allocate|allocation failed|enlarge memory|Array buffer allocation/i

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && words.test(error.message)
}
