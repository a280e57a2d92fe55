/** First and last byte asked for; 'none' where the file has no such bytes, null where all are wanted. */
function rangeOf(header: string | null, size: number): { readonly start: number; readonly end: number } | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end || start >= size ? 'none' : { start, end }
}

/** A kept, whole response as the request wants it: all of it (200), one range of its bytes (206), or none such (416). */
export async function askedBytes(request: Request, kept: Response): Promise<Response> {
  const condition = request.headers.get('if-range')
  const header = request.headers.get('range')
  if (header === null || (condition !== null && condition !== kept.headers.get('etag'))) return kept
  const whole = await kept.blob()
  const range = rangeOf(header, whole.size)
  if (range === null) return new Response(whole, { headers: kept.headers })
  if (range === 'none') return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${whole.size}` } })
  const headers = new Headers(kept.headers)
  // The kept bytes are plain, whatever they were packed in on their way.
  headers.delete('Content-Encoding')
  headers.set('Content-Length', String(range.end - range.start + 1))
  headers.set('Content-Range', `bytes ${range.start}-${range.end}/${whole.size}`)
  return new Response(whole.slice(range.start, range.end + 1), { status: 206, headers })
}
