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
  const each = native.map((bar, index) => ({ key: bar.key, native: bar.best, page: page[index].best, ratio: page[index].best / bar.best, firstRatio: page[index].first / bar.best, isEqual: page[index].hash === bar.hash }))
  return { each, ratio: percentile(each.map(({ ratio }) => ratio), 0.5), firstRatio: percentile(each.map(({ firstRatio }) => firstRatio), 0.5) }
}

/** A peer's answers beside native DuckDB's: of all columns, or of those that the peer gives. */
function besideBar(outcome, bar, answers) {
  return { median: outcome.median, p95: outcome.p95, ratio: outcome.median / bar.median, differing: differing(outcome.hashes, answers), asked: answers.length }
}

const isPeer = (way) => way === 'plain' || way === 'mosaic'

export async function measureSize({ size, folder, scratch, server, facts, product, rounds, timeout }) {
  const isLarge = size >= 5e6
  const { rows } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const said = (what) => console.log(`${new Date().toISOString().slice(11, 19)} ${what}`)
  said('native DuckDB')
  const native = await measureNative({ folder, scratch, questions: product.questions, examples: product.examples(facts), facts, open: product.openNative, rounds: isLarge ? 1 : 2 })
  const manifestUrl = `${server.url}/city-${size}/manifest.json`
  const ways = {}
  for (const [way, times] of [['ahead', 5], ['engine', isLarge ? 1 : 2], ['plain', isLarge ? 1 : 2], ['mosaic', 2]]) {
    said(`in the page: ${way}`)
    const asking = askInPage({ url: `${server.url}/bench/index.html`, way, manifestUrl, facts, rounds: times, timeout })
    // A peer may be too small for the rows; that is a finding, and the rest is measured all the same.
    ways[way] = await (isPeer(way) ? asking.catch((error) => ({ failure: String(error).split('\n')[0] })) : asking)
  }
  said('visits')
  const visits = await measureVisits({ url: server.url, port: Number(new URL(server.url).port), prepared: `#/overview?data=/city-${size}/manifest.json`, plain: `#/overview?data=/plain-${size}/manifest.json`, rounds, plainRounds: isLarge ? 1 : rounds })
  const interactions = {}
  for (const view of ['overview', 'departments', 'cuts']) {
    said(`choices: ${view}`)
    const address = `#/${view}?data=/city-${size}/manifest.json${view === 'cuts' ? '&min_cut=0.6' : ''}`
    interactions[view] = await measureInteractions({ url: server.url, address, timeout })
    interactions[`${view}, engine not asked for`] = await measureInteractions({ url: server.url, address, timeout, engine: 'not-asked-for' })
  }
  const [bar] = native.setups
  const questions = bar.questions.map((one, index) => {
    const { name, goals } = product.questions[index]
    const mosaic = ways.mosaic.outcomes?.find((outcome) => outcome.name === name)
    const ahead = ways.ahead.outcomes[index]
    return {
      name,
      goals,
      bar: one.median,
      native: Object.fromEntries(native.setups.map((setup) => [setup.name, { median: setup.questions[index].median, p95: setup.questions[index].p95 }])),
      ahead: ahead && { ...besideBar(ahead, one, one.answers), by: ahead.by },
      engine: besideBar(ways.engine.outcomes[index], one, one.answers),
      plain: ways.plain.outcomes ? besideBar(ways.plain.outcomes[index], one, one.answers) : null,
      mosaic: mosaic ? { ...besideBar(mosaic, one, one.peerAnswers), first: mosaic.first } : null,
    }
  })
  const started = ({ failure, boot, load, ready, memory }) => (failure === undefined ? { boot, load, ready: ready ?? boot + load, memoryMegabytes: memory } : { failure })
  return {
    size,
    rows,
    nativeLoad: native.loadMs,
    openAhead: ways.ahead.open,
    memoryAhead: ways.ahead.memory,
    engine: started(ways.engine),
    plain: started(ways.plain),
    mosaic: started(ways.mosaic),
    questions,
    examples: examplesOf(native.examples, ways.engine.examples),
    visits,
    interactions,
  }
}
