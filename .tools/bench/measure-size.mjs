// Everything that is measured of data of one size, in one run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { percentile } from './figures.mjs'
import { measureNative } from './native.mjs'
import { askInPage } from './page-questions.mjs'
import { measureInteractions, measureVisits } from './site.mjs'

/** How many of so many answers differ. */
function differing(found, expected) {
  return expected.filter((hash, index) => found[index] !== hash).length
}

function examplesOf(native, page) {
  if (!page) return null
  const each = native.map((bar, index) => ({ key: bar.key, native: bar.best, page: page[index].best, ratio: page[index].best / bar.best, firstRatio: page[index].first / bar.best, isEqual: page[index].hash === bar.hash }))
  return { each, ratio: percentile(each.map(({ ratio }) => ratio), 0.5), firstRatio: percentile(each.map(({ firstRatio }) => firstRatio), 0.5) }
}

/** Answers beside native DuckDB's: of all columns, or of those that a peer gives. */
function besideBar(outcome, bar, answers) {
  return { median: outcome.median, p95: outcome.p95, ratio: outcome.median / bar.median, differing: differing(outcome.hashes, answers), asked: answers.length }
}

function questionOf(bar, index, { native, ways, product }) {
  const { name, goals } = product.questions[index]
  const beside = (way) => (ways[way]?.outcomes?.[index] ? besideBar(ways[way].outcomes[index], bar, bar.answers) : null)
  const ahead = beside('ahead')
  const mosaic = ways.mosaic?.outcomes?.find((outcome) => outcome.name === name)
  return {
    name,
    goals,
    bar: bar.median,
    native: Object.fromEntries(native.setups.map((setup) => [setup.name, { median: setup.questions[index].median, p95: setup.questions[index].p95, n: setup.questions[index].n }])),
    ahead: ahead && { ...ahead, by: ways.ahead.outcomes[index].by },
    engine: beside('engine'),
    plain: beside('plain'),
    mosaic: mosaic ? { ...besideBar(mosaic, bar, bar.peerAnswers), first: mosaic.first } : null,
  }
}

function started(way) {
  if (!way || way.failure !== undefined) return { failure: way?.failure ?? 'not measured' }
  return { boot: way.boot, load: way.load, ready: way.ready ?? way.boot + way.load, memoryMegabytes: way.memory }
}

/** What is known so far, as the results say it. */
function resultOf({ size, rows, product, native, ways, visits, interactions, failures }) {
  return {
    size,
    rows,
    nativeLoad: native.loadMs,
    openAhead: ways.ahead?.open ?? null,
    memoryAhead: ways.ahead?.memory ?? null,
    engine: started(ways.engine),
    plain: started(ways.plain),
    mosaic: started(ways.mosaic),
    questions: native.setups[0].questions.map((bar, index) => questionOf(bar, index, { native, ways, product })),
    examples: examplesOf(native.examples, ways.engine?.examples),
    visits,
    interactions,
    failures,
  }
}

/**
 * Measures one size and hands over what is known after each part. What fails is said and noted, and the rest is measured
 * all the same; without native DuckDB, which all else is held against, nothing is.
 */
export async function measureSize({ size, folder, scratch, server, facts, product, rounds, timeout, save }) {
  const isLarge = size >= 5e6
  const { rows } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const said = (what) => console.log(`${new Date().toISOString().slice(11, 19)} ${what}`)
  said('native DuckDB')
  const native = await measureNative({ folder, scratch, questions: product.questions, examples: product.examples(facts), facts, open: product.openNative, rounds: isLarge ? 1 : 2, values: isLarge ? 5 : 25 })
  const known = { size, rows, product, native, ways: {}, visits: {}, interactions: {}, failures: [] }
  const failed = (what, error) => {
    const why = String(error).split('\n')[0]
    console.warn(`${what} failed: ${why}`)
    known.failures.push({ what, why })
    return { failure: why }
  }
  const part = async (what, work) => {
    said(what)
    await work().catch((error) => failed(what, error))
    save(resultOf(known))
  }
  const manifestUrl = `${server.url}/city-${size}/manifest.json`
  const ask = (way, times, patience) => part(`in the page: ${way}`, async () => {
    const asking = askInPage({ url: `${server.url}/bench/index.html`, way, manifestUrl, facts, rounds: times, timeout: patience })
    known.ways[way] = await asking.catch((error) => failed(`in the page: ${way}`, error))
  })
  await ask('ahead', 5, timeout)
  await ask('engine', isLarge ? 1 : 2, timeout)
  await part('visits', () =>
    measureVisits({
      url: server.url,
      port: Number(new URL(server.url).port),
      prepared: `#/overview?data=/city-${size}/manifest.json`,
      plain: `#/overview?data=/plain-${size}/manifest.json`,
      rounds,
      plainRounds: isLarge ? 1 : rounds,
      onFailure: (why) => failed('a visit', why),
      take: (name, figures) => {
        known.visits[name] = figures
        save(resultOf(known))
      },
    }),
  )
  const viewOf = (view) => `#/${view}?data=/city-${size}/manifest.json${view === 'cuts' ? '&min_cut=0.6' : ''}`
  const choose = (name, view, options) => part(`choices: ${name}`, async () => void (known.interactions[name] = await measureInteractions({ url: server.url, address: viewOf(view), timeout: isLarge ? 120_000 : timeout, ...options })))
  for (const view of ['overview', 'departments', 'cuts']) {
    for (const [name, engine] of [[view, 'when-idle'], [`${view}, engine not asked for`, 'not-asked-for']]) await choose(name, view, { engine })
  }
  for (const [view, doing] of [['departments', 'department'], ['cuts', 'department'], ['cuts', 'least cut'], ['cuts', 'brush'], ['departments', 'sort'], ['cuts', 'sort']]) await choose(`${view} by ${doing}, engine not asked for`, view, { engine: 'not-asked-for', doing })
  // A peer may be too small for the rows; that is a finding too.
  await ask('plain', isLarge ? 1 : 2, isLarge ? 240_000 : timeout)
  await ask('mosaic', 2, isLarge ? 240_000 : timeout)
  return resultOf(known)
}
