import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { randomOf } from '@/dataset/synthetic/random.ts'
import { trustTally } from '../support/trust-record.ts'
import { expectQuiet, figures, open, settled, visit } from './site.ts'
import { delayAnswers } from './worker-control.ts'

const department = encodeURIComponent('霁川市教育局')
/** Addresses of one view that give different figures, so that an answer of another can be told. */
const filters = ['', '&from=2020', '&from=2016&to=2018', `&department=${department}`, '&min_cut=0.05', '&to=2014', '&data=songjiang-2023', '&q=%E5%AD%A6'] as const
const views = ['overview', 'cuts', 'departments', 'audit', 'indicators'] as const

interface Sample {
  readonly hash: string
  readonly figures: Readonly<Record<string, string>>
}

declare global {
  interface Window {
    testSamples?: Sample[]
  }
}

const addressOf = (view: string, filter: string) => `#/${view}?lang=zh${filter}`

/** Looks at every frame: what the page says where it calls itself ready. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const samples: Sample[] = []
    window.testSamples = samples
    const look = () => {
      if (document.querySelector('main')?.getAttribute('data-state') === 'ready') {
        const elements = [...document.querySelectorAll('main [data-metric]')].filter((element) => !element.closest('[data-key]'))
        samples.push({ hash: location.hash, figures: Object.fromEntries(elements.map((element) => [element.getAttribute('data-metric') ?? '', element.getAttribute('data-value') ?? ''])) })
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Waits until a frame of an address, settled, was looked at. */
async function seenSettled(page: Page, view: string, address: string): Promise<void> {
  await settled(page, { view })
  await page.waitForFunction((hash) => window.testSamples?.at(-1)?.hash === hash, address)
}

const tally = trustTally('stale-answers', { area: 'answers', what: 'filters changed faster than answers come, which are held up at random: each frame that calls itself ready against the figures of its own address', unit: 'frames' })
afterAll(tally.write)

describe.each(views)('%s, when filters change faster than answers come', (view) => {
  it('never shows an old answer as the answer of a new filter', async () => {
    const calm = await visit()
    const truth = new Map<string, Readonly<Record<string, string>>>()
    for (const filter of filters) {
      await open(calm.page, addressOf(view, filter))
      truth.set(addressOf(view, filter), await figures(calm.page))
    }
    await calm.close()
    expect(new Set([...truth.values()].map((values) => JSON.stringify(values))).size).toBeGreaterThan(4)

    const seed = 20_260_700 + views.indexOf(view)
    const random = randomOf(seed)
    const hasty = await visit()
    const { page } = hasty
    await delayAnswers(page, { seed, most: 30 })
    await page.route(/\/data\//, async (route) => {
      await new Promise((done) => setTimeout(done, random.between(0, 120)))
      await route.continue()
    })
    await open(page, addressOf(view, ''))
    await watchFrames(page)
    for (const filter of filters) {
      // Several filters faster than any answer, then one that is waited for.
      for (let turn = 0; turn < 4; turn += 1) {
        await page.evaluate((hash) => void (location.hash = hash), addressOf(view, random.pick(filters)))
        await new Promise((done) => setTimeout(done, random.between(0, 150)))
      }
      await page.evaluate((hash) => void (location.hash = hash), addressOf(view, filter))
      await seenSettled(page, view, addressOf(view, filter))
    }
    const last = addressOf(view, filters.at(-1) ?? '')
    const samples = await page.evaluate(() => window.testSamples ?? [])
    const wrong = samples.filter((sample) => JSON.stringify(sample.figures) !== JSON.stringify(truth.get(sample.hash)))
    tally.add({ tried: samples.length, failed: wrong.length })
    expect(wrong.slice(0, 3), `seed ${seed}`).toEqual([])
    expect([...new Set(samples.map(({ hash }) => hash))].toSorted()).toEqual(filters.map((filter) => addressOf(view, filter)).toSorted())
    expect(samples.at(-1)?.hash).toBe(last)
    expect(await figures(page)).toEqual(truth.get(last))
    expectQuiet(hasty)
    await hasty.close()
  })
})
