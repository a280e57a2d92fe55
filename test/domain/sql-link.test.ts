import { deflateSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { parseSqlParameters, toSqlLink, toSqlParameters } from '@/domain/sql-link.ts'

const parametersOf = (link: string) => Object.fromEntries(new URLSearchParams(link.slice(link.indexOf('?'))))

describe('a link that carries a query', () => {
  it.each(['SELECT 1', "SELECT '项目 & +100% #x' AS \"a b\"\n-- 注", `SELECT ${'department, '.repeat(400)}1`, '\u{1F600} ; é'])('gives back what went in: %.40s', (text) => {
    expect(parseSqlParameters(parametersOf(toSqlLink(text, { from: '2020', lang: 'zh' })))).toEqual({ text })
  })

  it('keeps the other parameters of the page and the title and chart of the query', () => {
    expect(parametersOf(toSqlLink('SELECT 1', { data: 'demo-city' }))).toEqual({ data: 'demo-city', query: 'SELECT 1' })
    const shared = { text: 'SELECT 1', title: '调减', chart: '{"kind":"bar"}' }
    expect(parseSqlParameters(toSqlParameters(shared))).toEqual(shared)
  })

  it('packs what is long', () => {
    expect(toSqlLink(`SELECT ${'initial_budget, '.repeat(1000)}1`).length).toBeLessThan(600)
  })

  it.each(['!!!', 'abcd', '_w', ''])('reads a broken packet %j as broken or none, never throws', (bench) => {
    expect(['broken', null]).toContain(parseSqlParameters({ bench }))
  })

  it('packs half a character, which no address can carry bare', () => {
    const link = toSqlParameters({ text: "SELECT '\ud800'" })
    expect(Object.keys(link)).toEqual(['bench'])
    expect(parseSqlParameters(link)).toEqual({ text: "SELECT '\ud800'" })
  })

  it('does not unpack a bomb', () => {
    const bomb = Buffer.from(deflateSync(strToU8(JSON.stringify({ q: 'x'.repeat(30_000_000) })))).toString('base64url')
    expect(parseSqlParameters({ bench: bomb })).toBe('broken')
  })

  it('reads nothing where there is nothing', () => {
    expect(parseSqlParameters({})).toBeNull()
    expect(parseSqlParameters({ query: '  ' })).toBeNull()
  })
})
