// The goals of the project, and what of them a run reached. Each is a ratio or a figure that must not be exceeded, at a million indicators and at ten.
import { ratio } from './figures.mjs'

const most = (values) => (values.length === 0 ? null : Math.max(...values))
/** Choices that started no engine, which is more than that the page was asked to leave it. */
const withoutEngine = ({ interactions }) => Object.values(interactions).filter(({ engineReady }) => engineReady === null)
const gigabytes = (megabytes) => (megabytes === null ? null : megabytes / 1000)

/** What is measured of one size. */
export const goals = [
  { name: 'first figures / engine first, at 20 Mbit/s', limits: [0.12, 0.05], of: ({ visits }) => visits['20 Mbit/s']?.firstView / visits['20 Mbit/s, engine first']?.firstView },
  ...['years × regions → departments', 'cuts: list and histogram', 'level 1/2 → score by year and region', 'departments per level-3 text', "one project's history"].map((name) => ({
    name: `${name} / native`,
    of: ({ questions }) => questions.find((one) => one.name === name).ahead?.ratio ?? null,
    limitsOf: ({ questions }) => questions.find((one) => one.name === name).goals,
  })),
  { name: '95th percentile, event to frame, ms', limits: [16, 33], of: ({ interactions }) => most(Object.values(interactions).map(({ p95 }) => p95)) },
  { name: 'data ready for SQL / native load', limits: [null, 1.5], of: ({ engine, nativeLoad }) => engine.ready / nativeLoad.memory },
  { name: 'SQL in the page / native, worked examples', limits: [1.5, 1.5], of: ({ examples }) => examples?.ratio },
  { name: 'memory, engine not asked for, GB', limits: [null, 0.5], of: (one) => gigabytes(most(withoutEngine(one).map(({ memory }) => memory.peak))) },
  { name: 'memory, all rows in the engine, GB', limits: [null, 1], of: ({ visits, engine }) => gigabytes(most([visits.local?.memoryMegabytes.peak, engine.memoryMegabytes?.peak].filter(Number.isFinite))) },
]

/** How much longer an interaction takes with ten million indicators than with one, for each: the executors' and the page's. */
export function growthOf(million, tenMillion) {
  const questions = tenMillion.questions.flatMap(({ name, ahead }, index) => (ahead && million.questions[index].ahead ? [[name, ahead.median / million.questions[index].ahead.median]] : []))
  const views = Object.entries(tenMillion.interactions).map(([name, { median }]) => [`event to frame: ${name}`, median / million.interactions[name]?.median]).filter(([, growth]) => Number.isFinite(growth))
  return Object.fromEntries([...questions, ...views])
}

/** The goals as rows of text: for each size from a million on the figure, its limit and whether it holds. */
export function goalRows(results) {
  const judged = results.filter(({ size }) => size >= 1e6)
  const column = ({ size }) => (size >= 5e6 ? 1 : 0)
  const cells = (goal) => judged.flatMap((one) => {
    const limit = (goal.limitsOf?.(one) ?? goal.limits)[column(one)]
    const value = goal.of(one)
    const held = Number.isFinite(value) ? (value <= limit ? 'yes' : 'NO') : 'NO FIGURE'
    return [ratio(value), limit === null ? '' : `≤ ${limit}`, limit === null ? '' : held]
  })
  const rows = goals.map((goal) => [goal.name, ...cells(goal)])
  const [million, tenMillion] = [1e6, 1e7].map((size) => judged.find((one) => one.size === size))
  if (million && tenMillion) {
    const growth = most(Object.values(growthOf(million, tenMillion)))
    rows.push(['growth of interactions, 1 to 10 million', ...judged.flatMap((one) => (one === tenMillion ? [ratio(growth), '≤ 2', growth <= 2 ? 'yes' : 'NO'] : ['', '', '']))])
  }
  return [['goal', ...judged.flatMap(({ size }) => [`at ${size / 1e6} M`, 'limit', 'held'])], ...rows]
}
