import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { run } from '@/cli/run.ts'
import { newPage, openClusterSite, shown, type ClusterSite } from './cluster-site.ts'

const folder = fileURLToPath(new URL('../../data/demo-city', import.meta.url))
const streams = { out: async () => undefined, error: () => undefined, isTerminal: false }
const inCluster = 'published/page_city/manifest.json'

let site: ClusterSite
let published: string
let page: Page
const outside: string[] = []

async function open(data: string, address: string): Promise<void> {
  const [path = '', query = ''] = address.split('?')
  const view = /^#\/([a-z-]+)/.exec(path)?.[1] ?? 'overview'
  await page.goto(`${site.origin}/${path}?data=${encodeURIComponent(data)}${query === '' ? '' : `&${query}`}`)
  await page.locator(`main[data-view="${view}"][data-state="ready"]`).waitFor({ timeout: 120_000 })
}

beforeAll(async () => {
  const cluster = inject('cluster')
  published = await mkdtemp(join(tmpdir(), 'jilan-published-'))
  const call = ['publish', folder, '--engine', cluster.url, '--schema', 'page_city', '--warehouse', cluster.warehouse, '--out', join(published, 'page_city')]
  expect(await run(call, streams)).toBe(0)
  site = await openClusterSite(cluster.url, published)
  page = await newPage(site)
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site.origin}/`) && !/^(data|blob):/.test(request.url())) outside.push(request.url())
  })
})
afterAll(async () => {
  await site.close()
  await rm(published, { recursive: true, force: true })
})

describe('the page over a cluster', () => {
  it.each([
    '#/overview',
    '#/overview?from=2020&to=2023&region=%E9%9C%81%E5%B7%9D%E5%B8%82',
    '#/departments?from=2022',
    '#/department/%E9%9C%81%E5%B7%9D%E5%B8%82%E4%BA%A4%E9%80%9A%E8%BF%90%E8%BE%93%E5%B1%80',
    '#/indicators?q=%E7%BD%91%E7%BB%9C',
    '#/cuts?from=2021&min_cut=0.1',
    '#/audit?from=2024',
    '#/watchlist',
  ])('shows at %s what it shows of the files', async (address) => {
    await open(inCluster, address)
    const there = await shown(page)
    await open('demo-city', address)
    expect(there).toEqual(await shown(page))
  })

  it('drills to a project through the cluster and says who answered', async () => {
    await open(inCluster, '#/cuts?from=2023')
    await page.locator('[data-table="cuts"] [data-key] a').first().click()
    await page.locator('main[data-view="project"][data-state="ready"]').waitFor({ timeout: 120_000 })
    const there = await shown(page)
    await page.goto(page.url().replace(/data=[^&]*/, 'data=demo-city'))
    await page.locator('main[data-view="project"][data-state="ready"]').waitFor({ timeout: 120_000 })
    await expect.poll(() => page.locator('[data-role="cluster"]').count()).toBe(0)
    expect(await shown(page)).toEqual(there)
    await open(inCluster, '#/cuts?from=2023')
    await expect.poll(() => page.locator('[data-role="cluster"]').textContent()).toContain('lake.page_city')
  })

  it('asks its own site alone, and no address of the cluster is in a link', async () => {
    expect(outside).toEqual([])
    expect(page.url()).not.toContain(new URL(inject('cluster').url).port)
    expect(await page.content()).not.toContain(new URL(inject('cluster').url).host)
  })
})
