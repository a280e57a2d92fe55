import { describe, expect, it } from 'vitest'
import { toContentHash } from '@/domain/content-hash.ts'
import { compareLists, emptyWatchlist, isSameWatchlist, lastVisit, parsePins, parseVisits, parseWatchlist, toVisitsText, toWatchParameters, type Visit } from '@/domain/watchlist.ts'

const [a, b, c] = ['0123456789abcdef', 'fedcba9876543210', '0000000000000000']
const listed = (project_id: string) => ({ project_id, project: `项目 ${project_id}`, department: '教育局' })
const visit = (part: Partial<Visit>): Visit => ({ dataset: 'demo', region: '霁川市', content: 'one', thresholds: '', at: 1, listed: [], ...part })

describe('a watchlist', () => {
  it('comes back from the browser as it was kept, and not at all where it was spoilt', () => {
    const list = { ...emptyWatchlist, minCut: 0.3, minAmount: '100000', pinned: [a, b] }
    expect(parseWatchlist(JSON.stringify(list))).toEqual(list)
    for (const text of [null, '', '{', '[]', '{"version":2}', JSON.stringify({ ...list, minCut: 2 }), JSON.stringify({ ...list, pinned: ['<script>'] }), JSON.stringify({ ...list, minAmount: '1e9' })]) expect(parseWatchlist(text)).toBeNull()
  })

  it('stands in the address, its pins always', () => {
    expect(toWatchParameters(emptyWatchlist)).toEqual({ min_amount: null, masked: null, running: null, pins: '' })
    expect(toWatchParameters({ ...emptyWatchlist, minAmount: '5', maskedOnly: true, minYearsRunning: 2, pinned: [a, b] })).toEqual({ min_amount: '5', masked: '1', running: '2', pins: `${a},${b}` })
    expect(parsePins(`${a},${b},${a},nothing,${c.slice(1)}`)).toEqual([a, b])
    expect(parsePins('')).toEqual([])
  })

  it('is the same in any order of pins', () => {
    expect(isSameWatchlist({ ...emptyWatchlist, pinned: [a, b] }, { ...emptyWatchlist, pinned: [b, a] })).toBe(true)
    expect(isSameWatchlist(emptyWatchlist, { ...emptyWatchlist, minExecution: 0.9 })).toBe(false)
  })
})

describe('visits', () => {
  it('are kept one a dataset, ten in all, the oldest forgotten', () => {
    const many = Array.from({ length: 12 }, (_, index) => visit({ dataset: `d${index}`, at: index }))
    const kept = parseVisits(toVisitsText(many, visit({ dataset: 'd3', at: 99 })))
    expect(kept.map(({ dataset }) => dataset)).toEqual(['d3', 'd11', 'd10', 'd9', 'd8', 'd7', 'd6', 'd5', 'd4', 'd2'])
    expect(parseVisits('{"version":1,"visits":[{}]}')).toEqual([])
  })

  it('find the last one to this data, else to the same region', () => {
    const visits = [visit({ at: 1 }), visit({ dataset: 'other', at: 5 }), visit({ dataset: 'far', region: null, at: 9 })]
    expect(lastVisit(visits, { dataset: 'demo', region: '霁川市' })?.at).toBe(1)
    expect(lastVisit(visits, { dataset: 'new', region: '霁川市' })?.dataset).toBe('other')
    expect(lastVisit(visits, { dataset: 'new', region: null })).toBeNull()
  })

  it('tell what entered and what left', () => {
    expect(compareLists([listed(a), listed(b)], [listed(b), listed(c)])).toEqual({ entered: [listed(c)], left: [listed(a)] })
    expect(compareLists([], [])).toEqual({ entered: [], left: [] })
  })
})

it('a content hash is of the files, not of their order or names', () => {
  const file = (path: string, sha256: string, year: number | null = null) => ({ path, table: 'project_year' as const, year, bytes: 1, sha256: sha256.repeat(64) })
  const hash = toContentHash({ files: [file('x', 'a', 2023), file('y', 'b', 2024)] })
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(toContentHash({ files: [file('z', 'b', 2024), file('x', 'a', 2023)] })).toBe(hash)
  expect(toContentHash({ files: [file('x', 'a', 2023), file('y', 'c', 2024)] })).not.toBe(hash)
})
