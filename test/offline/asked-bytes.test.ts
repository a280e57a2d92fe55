import { describe, expect, it } from 'vitest'
import { askedBytes } from '@/offline/asked-bytes.ts'

const kept = () => new Response('0123456789', { headers: { 'Content-Type': 'text/plain', ETag: '"x"' } })

async function asked(headers: Readonly<Record<string, string>>) {
  const response = await askedBytes(new Request('https://example.org/a', { headers }), kept())
  return { status: response.status, range: response.headers.get('content-range'), length: response.headers.get('content-length'), text: await response.text() }
}

describe('askedBytes', () => {
  it.each([
    ['bytes=0-3', 'bytes 0-3/10', '0123'],
    ['bytes=7-', 'bytes 7-9/10', '789'],
    ['bytes=7-100', 'bytes 7-9/10', '789'],
    ['bytes=-2', 'bytes 8-9/10', '89'],
    ['bytes=-100', 'bytes 0-9/10', '0123456789'],
  ])('gives %s as 206', async (range, said, text) => {
    expect(await asked({ range })).toEqual({ status: 206, range: said, length: String(text.length), text })
  })

  it.each(['bytes=10-', 'bytes=5-4', 'bytes=-0'])('has no bytes for %s', async (range) => {
    expect(await asked({ range })).toEqual({ status: 416, range: 'bytes */10', length: null, text: '' })
  })

  it.each([{}, { range: 'lines=1-2' }, { range: 'bytes=0-1,4-5' }, { range: 'bytes=-' }, { range: 'bytes=0-3', 'if-range': '"y"' }])('gives the whole for %j', async (headers) => {
    expect(await asked(headers)).toMatchObject({ status: 200, text: '0123456789' })
  })

  it('gives a range of what the condition names', async () => {
    expect(await asked({ range: 'bytes=0-3', 'if-range': '"x"' })).toMatchObject({ status: 206, text: '0123' })
  })
})
