// The built site over a dataset in headless Chromium: how soon it shows something, what it holds in memory, and how long
// from an event to the frame that shows its answer, by the page's own marks (CONTRACT.md).
import { withBrowser } from './browser.mjs'
import { percentile, summary } from './figures.mjs'
import { watchLongTasks } from './long-tasks.mjs'
import { openSlowLine } from './slow-line.mjs'

const ready = 'main[data-state="ready"]'
const visitTimeout = 240_000

const marksOf = (page) => page.evaluate(() => Object.fromEntries(performance.getEntriesByType('mark').filter(({ name }) => name.startsWith('jilan:')).map(({ name, startTime }) => [name.slice(6), startTime])))
const marked = (page, name, timeout) => page.waitForFunction((mark) => performance.getEntriesByName(`jilan:${mark}`).length > 0, name, { timeout, polling: 100 })

/** Whether all was drawn within some milliseconds. */
const settled = (page, patience) => page.locator(ready).waitFor({ timeout: patience }).then(() => true, () => false)

async function visited(page, memory, { url, address, until, sent }) {
  await page.goto(`${url}/${address}`)
  await marked(page, 'first-view', visitTimeout)
  const sentFirst = sent()
  const early = memory()
  await page.locator(ready).waitFor({ timeout: visitTimeout })
  const shownAt = await page.evaluate(() => performance.now())
  if (until !== 'first-view') await marked(page, until, visitTimeout)
  return { marks: await marksOf(page), shownAt, sentFirst, early, late: memory() }
}

/** One visit with nothing cached, until a mark is there. One that comes to no end says how far it was, and counts for nothing. */
function visit(asked) {
  return withBrowser(async ({ page, memory }) => {
    try {
      return await visited(page, memory, asked)
    } catch (error) {
      const stood = await page.evaluate(() => `${document.querySelector('main')?.dataset.state}: ${document.body.innerText.slice(0, 100)}`).catch(String)
      const why = `${asked.address}: ${error.message.split('\n')[0]} ${JSON.stringify(await marksOf(page).catch(String))} ${stood}`
      console.warn(`a visit came to no end: ${why}`)
      asked.onFailure?.(why)
      return null
    }
  })
}

/** Visits of a dataset, on this machine and over a slow line, several times each: the median of each mark, handed over kind by kind. */
export async function measureVisits({ url, port, prepared, plain, rounds, plainRounds, onFailure, take }) {
  const slow = { bitsPerSecond: 20e6, latencyMs: 20 }
  for (const [name, address, line, until, times] of [
    ['local', prepared, null, 'data-ready', rounds],
    ['20 Mbit/s', prepared, slow, 'first-view', rounds],
    ['local, engine first', plain, null, 'first-view', plainRounds],
    ['20 Mbit/s, engine first', plain, slow, 'first-view', plainRounds],
  ]) {
    const all = []
    for (let round = 0; round < times; round += 1) {
      const through = line ? await openSlowLine(port, line) : null
      const one = await visit({ url: through?.url ?? url, address, until, sent: () => through?.sent() ?? Number.NaN, onFailure })
      if (one) all.push(one)
      await through?.close()
    }
    // Where no visit came to an end there is no figure, and the rest is measured all the same.
    const middle = (read) => (all.length === 0 ? Number.NaN : percentile(all.map((one) => read(one) ?? Number.NaN), 0.5))
    take(name, {
      firstView: middle(({ marks }) => marks['first-view']),
      shown: middle(({ shownAt }) => shownAt),
      engineReady: middle(({ marks }) => marks['engine-ready']),
      dataReady: middle(({ marks }) => marks['data-ready']),
      sentMegabytes: line ? middle(({ sentFirst }) => sentFirst / 1e6) : null,
      memoryMegabytes: { firstView: middle(({ early }) => early.now), end: middle(({ late }) => late.now), peak: middle(({ late }) => late.peak) },
    })
  }
}

/** When the first figures stood in a visit with nothing cached, and when all was drawn: null where that was not within `patience`. */
export function measureFirstPicture({ url, address, patience }) {
  return withBrowser(async ({ page }) => {
    await page.goto(`${url}/${address}`)
    await marked(page, 'first-view', visitTimeout)
    const isShown = await settled(page, patience)
    return { firstView: (await marksOf(page))['first-view'], shown: isShown ? await page.evaluate(() => performance.now()) : null }
  })
}

/** Opens a chip's list where it is not open, and gives what is found in it. */
async function openedChip(page, name, options) {
  const chip = page.locator(`[data-filter="${name}"]`).first()
  if ((await chip.getAttribute('aria-expanded')) !== 'true') await chip.click()
  await page.locator(options).nth(1).waitFor({ state: 'visible' })
  return page.locator(options)
}

/** Chooses the first year of a range, as a person does, and gives what the page measured until the frame that shows it. */
async function chooseYears(page, index) {
  const select = (await openedChip(page, 'years', '.floating select')).nth(index % 2)
  // The list of years may come after the rest of the page.
  await select.locator('option').nth(1).waitFor({ state: 'attached' })
  const values = await select.locator('option').evaluateAll((options) => options.map((option) => option.value))
  const now = await select.inputValue()
  const middle = Math.floor(values.length / 2)
  // The first year stays in the first half and the last in the second, so that the range never turns round.
  const half = index % 2 === 0 ? values.slice(0, middle) : values.slice(middle)
  const others = half.filter((value) => value !== now)
  await select.selectOption(others[(index * 3) % others.length] ?? half[0])
}

/** Chooses another department of the list's first, as a person does. */
async function chooseDepartment(page, index) {
  const others = await openedChip(page, 'department', '[role="option"]:not([data-state="checked"])')
  await others.nth((index * 5) % Math.min(await others.count(), 20)).click()
}

/** Chooses another of the usual least shares that a cut is counted from. */
async function chooseLeastCut(page, index) {
  const others = await openedChip(page, 'min_cut', '.presets button[aria-pressed="false"]')
  await others.nth((index * 2) % (await others.count())).click()
}

/** Sorts the view's table by another column. */
async function sortTable(page, index) {
  const headers = page.locator('main [data-table] .sorter')
  await headers.nth(index % Math.min(await headers.count(), 8)).click()
}

/** Draws a rectangle over the cuts' points, or moves the one that is there. */
async function brushCuts(page, index) {
  const chart = await page.locator('figure[data-chart="cuts-scatter"] .chart').boundingBox()
  // The tool is chosen once: it stays.
  if (index === 0) await page.mouse.click(chart.x + chart.width - 62, chart.y + 22)
  const [left, top] = [chart.x + 250 + ((index * 53) % 200), chart.y + 70 + ((index * 31) % 90)]
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(left + 150 + ((index * 17) % 60), top + 130, { steps: 6 })
  await page.mouse.up()
}

/** What a person does on a view to see something else of it, by name. */
const doings = { years: chooseYears, department: chooseDepartment, 'least cut': chooseLeastCut, brush: brushCuts, sort: sortTable }

/**
 * Event to frame on a view over at least 25 choices, how many long tasks there were meanwhile, and what the page held.
 * With `patience` the next choice is made after so many milliseconds also where the page is not done, as a person would, and
 * `unsettled` counts those; without, a page that is not done within `timeout` rejects.
 * `engine: 'not-asked-for'` opens the page as one who asked their browser to send little: it leaves the engine until it is needed.
 */
export function measureInteractions({ url, address, timeout, engine = 'when-idle', doing = 'years', choices = 26, patience = null }) {
  return withBrowser(async ({ context, page, memory }) => {
    if (engine === 'not-asked-for') await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
    await page.goto(`${url}/${address}`)
    let unsettled = 0
    const settle = async () => {
      if (patience === null) await page.locator(ready).waitFor({ timeout })
      else if (!(await settled(page, patience))) unsettled += 1
    }
    await marked(page, 'first-view', timeout)
    await settle()
    const longTasks = await watchLongTasks(context, page)
    for (let index = 0; index < choices; index += 1) {
      const before = await page.evaluate(() => performance.getEntriesByName('jilan:interaction').length)
      await doings[doing](page, index)
      await page.waitForFunction((count) => performance.getEntriesByName('jilan:interaction').length > count, before, { timeout, polling: 50 })
      await settle()
    }
    const times = await page.evaluate(() => performance.getEntriesByName('jilan:interaction').map(({ duration }) => duration))
    const { 'engine-ready': engineReady } = await marksOf(page)
    // Opening the list of years is measured too where it changes what is shown; the first choice warms up.
    return { ...summary(times.slice(1)), unsettled, longTasks: await longTasks(), engineReady: engineReady ?? null, memory: memory() }
  })
}
