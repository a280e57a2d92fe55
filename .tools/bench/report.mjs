// What a run says of one size, as text.
import { ms, ratio, textTable } from './figures.mjs'

const equal = (one) => (one === null || one === undefined ? '' : one.differing === 0 ? 'equal' : `${one.differing} of ${one.asked} DIFFER`)
/** How many tasks took more than 50 ms by one of the clocks, and the longest. */
function longOnes(tasks, clock) {
  const times = tasks.map((task) => task[clock]).filter((time) => time > 50)
  return [times.length, ms(Math.max(0, ...times))]
}
const nativeNames = ['file, 1 thread', 'file, 2 threads', 'memory, 1 thread', 'memory, 2 threads']

/** Whether any answer differed from native DuckDB's. */
export function hasDifferences({ questions, examples }) {
  return questions.some((one) => [one.ahead, one.engine, one.plain, one.mosaic].some((way) => way && way.differing > 0)) || (examples?.each ?? []).some(({ isEqual }) => !isEqual)
}

/** Whether a part of the product's own could not be measured; what a peer can't take is its own affair. */
export function hasFailures({ failures }) {
  return failures.some(({ what }) => !/: (plain|mosaic)$/.test(what))
}

export function reportOf({ questions, visits, interactions, engine, plain, mosaic, nativeLoad, examples, openAhead, failures }) {
  const asked = textTable([
    ['question: median of 25 values, ms', ...nativeNames.map((name) => `native ${name.replace(/ threads?/, 't')}`), 'made ahead', '95th', 'ratio', 'answers', 'its SQL in the page', 'ratio', 'answers', 'DuckDB-WASM alone', 'ratio', 'answers', 'Mosaic', 'first', 'ratio', 'answers'],
    ...questions.map((one) => [one.name, ...nativeNames.map((name) => ms(one.native[name]?.median)), ms(one.ahead?.median), ms(one.ahead?.p95), ratio(one.ahead?.ratio), equal(one.ahead), ...[one.engine, one.plain].flatMap((way) => [ms(way?.median), ratio(way?.ratio), equal(way)]), ms(one.mosaic?.median), ms(one.mosaic?.first), ratio(one.mosaic?.ratio), equal(one.mosaic)]),
  ])
  const started = textTable([
    ['rows in, ms', 'engine started', 'rows in', 'all asked once', '/ native load', 'MB at most'],
    ...Object.entries({ 'the product': engine, 'DuckDB-WASM alone': plain, Mosaic: mosaic }).map(([name, one]) => [name, ms(one.boot), ms(one.load), one.failure ?? ms(one.ready), ratio(one.ready / nativeLoad.memory), one.memoryMegabytes?.peak.toFixed(0) ?? '']),
    ['native DuckDB, one thread', '', ms(nativeLoad.memory), '', '', ''],
    ['native DuckDB, into a file', '', ms(nativeLoad.file), '', '', ''],
  ])
  const visited = textTable([
    ['visit, ms since navigation', 'first figures', 'MB sent by then', 'all drawn', 'engine ready', 'data ready', 'MB at first figures', 'MB at the end', 'MB at most'],
    ...Object.entries(visits).map(([name, one]) => [name, ms(one.firstView), one.sentMegabytes === null ? '' : one.sentMegabytes.toFixed(1), ms(one.shown), ms(one.engineReady), ms(one.dataReady), ...Object.values(one.memoryMegabytes).map((each) => each.toFixed(0))]),
  ])
  const chosen = textTable([
    ['event to frame, ms', 'median', '95th', 'choices', 'tasks over 50 ms', 'longest', 'of own time', 'longest', 'MB at most'],
    ...Object.entries(interactions).map(([name, one]) => [name, ms(one.median), ms(one.p95), one.n, ...['wall', 'own'].flatMap((clock) => longOnes(one.longTasks, clock)), one.memory.peak.toFixed(0)]),
  ])
  const slowest = (examples?.each ?? []).toSorted((a, b) => b.ratio - a.ratio).slice(0, 5)
  const sqlPage = !examples ? 'worked examples: no figures' : `worked examples of the SQL page / native: median ${ratio(examples.ratio)} (the first time ${ratio(examples.firstRatio)}), ${examples.each.length} asked, ${examples.each.filter(({ isEqual }) => !isEqual).length} differ; slowest: ${slowest.map((one) => `${one.key} ${ratio(one.ratio)} (${ms(one.page)} and ${ms(one.native)} ms)`).join(', ')}`
  const failed = failures.map(({ what, why }) => `NO FIGURE, ${what}: ${why}`)
  return [asked, started, visited, chosen, sqlPage, `what was made ahead is at hand after ${ms(openAhead)} ms`, ...failed].join('\n\n')
}
