import { flatScores, type Behaviour } from './city.ts'
import type { Project } from './project.ts'
import type { Random } from './random.ts'

/** The three amounts of a form or of a fund source, in whole cents; null where the form is blank. */
export interface Amounts {
  readonly initial: number | null
  readonly fullYear: number
  readonly executed: number
}

export interface FundAmounts extends Amounts {
  readonly source: string
}

/** How much bigger a year's budgets are than those of 2014: steady growth, then tight years. */
function cityIndex(year: number): number {
  let index = 1
  for (let passed = 2015; passed <= year; passed += 1) index *= passed < 2020 ? 1.07 : passed === 2020 ? 0.98 : passed < 2023 ? 1.045 : 1.01
  return index
}

/** A building project spends little at first and at the end. */
function phaseShare(project: Project, year: number): number {
  if (project.stem[1] !== 'building') return 1
  const phase = (year - project.firstYear + 0.5) / (project.lastYear - project.firstYear + 1)
  return 0.45 + 2.2 * phase * (1 - phase)
}

/** Budgets are asked for in round sums. */
function toRoundCents(yuan: number): number {
  const lump = yuan >= 2_000_000 ? 50_000 : yuan >= 500_000 ? 10_000 : yuan >= 50_000 ? 1_000 : 100
  return Math.max(1, Math.round(yuan / lump)) * lump * 100
}

function toCents(cents: number, project: Project): number {
  return project.style.cents ? Math.round(cents) : Math.round(cents / 100) * 100
}

interface Course {
  readonly fullYear: number
  readonly rate: number
}

/** What becomes of the initial budget in the year. */
function courseOf(initial: number, behaviour: Behaviour, project: Project, yearsPassed: number, random: Random): Course {
  const worse = behaviour.worsening * yearsPassed
  const usualRate = () => (random.chance(0.35 - worse / 2) ? 1 : Math.max(0.3, 1 - Math.abs(random.normal()) * 0.05 - worse * random.next() * 0.6 - (random.chance(0.05) ? random.between(0.1, 0.4) : 0)))
  if (random.chance(0.002)) return { fullYear: 0, rate: 0 }
  if (random.chance(Math.min(0.85, behaviour.cut + worse))) {
    if (random.chance(behaviour.masked)) return { fullYear: toCents(initial * (1 - random.between(0.2, 0.58)), project), rate: random.chance(0.6) ? 1 : random.between(0.955, 0.9999) }
    return { fullYear: toCents(initial * (1 - 0.02 - 0.3 * random.next() * random.next() - worse * 0.4 * random.next()), project), rate: usualRate() }
  }
  if (random.chance(behaviour.added)) return { fullYear: toRoundCents((initial / 100) * (1 + random.between(0.04, 0.45))), rate: usualRate() }
  return { fullYear: initial, rate: usualRate() }
}

/** A form's amounts in a year. A new project may be added in the year, its initial budget 0. */
export function amountsOf(project: Project, year: number, firstYear: number, random: Random): Amounts {
  const wanted = toRoundCents(project.budget * cityIndex(year) * phaseShare(project, year) * Math.exp(0.09 * random.normal()))
  const { behaviour, name } = project.department
  if (name === flatScores.department && year === firstYear + flatScores.yearsAfterFirst) return { initial: wanted, fullYear: wanted, executed: wanted }
  if (year === project.firstYear && project.stem[1] !== 'building' && random.chance(0.14)) return { initial: 0, fullYear: wanted, executed: toCents(wanted * (random.chance(0.5) ? 1 : random.between(0.8, 1)), project) }
  const { fullYear, rate } = courseOf(wanted, behaviour, project, year - firstYear, random)
  const executed = rate === 1 ? fullYear : Math.min(fullYear, toCents(fullYear * rate, project))
  return { initial: wanted, fullYear, executed: random.chance(0.001) ? executed + 1_000_000 : executed }
}

/** The form's amounts by source: they add up. Most forms live on the year's appropriation alone. */
export function fundsOf(amounts: Amounts, project: Project, random: Random): readonly FundAmounts[] {
  const carried = random.chance(project.stem[1] === 'building' ? 0.3 : 0.08) ? random.between(0.05, 0.3) : 0
  const other = random.chance(0.06) ? random.between(0.05, 0.25) : 0
  const blank = (share: number) => share === 0 && project.index % 3 > 0
  const part = (source: string, share: number): FundAmounts => ({
    source,
    initial: blank(share) ? null : Math.floor(((amounts.initial ?? 0) * share) / 100) * 100,
    fullYear: Math.floor((amounts.fullYear * share) / 100) * 100,
    executed: Math.floor((amounts.executed * share) / 100) * 100,
  })
  const rest = [part('上年结转资金', carried), part('其他资金', other)]
  const left = (of: (fund: Amounts) => number) => of(amounts) - rest.reduce((sum, fund) => sum + of(fund), 0)
  return [{ source: '当年财政拨款', initial: left((fund) => fund.initial ?? 0), fullYear: left((fund) => fund.fullYear), executed: left((fund) => fund.executed) }, ...rest]
}
