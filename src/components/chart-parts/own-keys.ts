import LRU from 'zrender/lib/core/LRU.js'

const { get, put } = LRU.prototype

/** The cache with nothing in it but what was put in. */
function bare(cache: LRU<unknown>): LRU<unknown> {
  const { _map: map } = cache as unknown as { readonly _map: object }
  if (Object.getPrototypeOf(map) !== null) Object.setPrototypeOf(map, null)
  return cache
}

// zrender keeps the widths of texts in plain objects. A label "__proto__" finds Object.prototype there, takes it for an entry
// of its list and writes `prev` and `next` into it: every object of the page has them then, and no row passes its check.
LRU.prototype.get = function (this: LRU<unknown>, key) {
  return get.call(bare(this), key)
}
LRU.prototype.put = function (this: LRU<unknown>, key, value) {
  return put.call(bare(this), key, value)
}
