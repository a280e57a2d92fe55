import { businesses, type Business, type ProjectStem } from './business.ts'
import { cityName, departments, flatScores, places, regions, type Department } from './city.ts'
import { planIndicators, type IndicatorPlan } from './indicator-plan.ts'
import { randomOf, type Random } from './random.ts'

/** How a unit writes its targets: sign, where the unit of measure stands, what stands where nothing deviates. */
export interface Style {
  readonly sign: string
  readonly unitPlace: 'target' | 'both' | 'neither'
  readonly noReason: string | null
  /** Every figure lands exactly on its target. */
  readonly exact: boolean
  /** Next year's target is set below this year's actual. */
  readonly ratchet: boolean
  readonly cents: boolean
  /** Share of figures that miss their target. */
  readonly misses: number
}

/** A project over all its years. Money is in yuan. */
export interface Project {
  readonly index: number
  readonly department: Department
  readonly business: Business
  readonly region: string
  readonly unit: string
  readonly name: string
  readonly stem: ProjectStem
  readonly firstYear: number
  readonly lastYear: number
  /** 1: every year; 3: every third. */
  readonly period: number
  readonly budget: number
  readonly style: Style
  readonly plans: readonly IndicatorPlan[]
}

function lifeOf(kind: ProjectStem[1], random: Random): { readonly length: number; readonly period: number } {
  if (kind === 'recurring') return { length: random.int(5, 18), period: 1 }
  if (kind === 'building') return { length: random.int(2, 4), period: 1 }
  return kind === 'once' ? { length: 1, period: 1 } : { length: random.int(6, 12), period: random.int(2, 3) }
}

function styleOf(random: Random): Style {
  return {
    sign: random.pick(['>=', '>=', '>=', '≥', '≥', '＞＝', '不低于']),
    unitPlace: random.pick(['target', 'target', 'target', 'both', 'both', 'neither']),
    noReason: random.chance(0.8) ? '无' : null,
    exact: random.chance(0.3),
    ratchet: random.chance(0.12),
    cents: random.chance(0.6),
    misses: random.chance(0.12) ? random.between(0.25, 0.55) : 0.07,
  }
}

function freeName(unit: string, stem: ProjectStem, taken: Set<string>, random: Random): string {
  const plain = stem[1] === 'recurring' && random.chance(0.4) ? stem[0] : `${random.pick(places)}${stem[0]}`
  let name = plain
  for (let batch = 2; taken.has(`${unit}/${name}`); batch += 1) name = batch < 12 ? `${random.pick(places)}${stem[0]}` : `${plain}（第${batch - 10}批）`
  taken.add(`${unit}/${name}`)
  return name
}

function newProject(seed: string, index: number, year: number, isFirst: boolean, taken: Set<string>): Project {
  const random = randomOf(seed, 'project', index)
  const department = departments[index % departments.length] ?? departments[0]
  const business = department && businesses[department.name]
  if (!department || !business) throw new RangeError('every department has a business')
  const region = random.pick(regions)
  const unit = `${region === regions[0] ? cityName : region}${department.unit}`
  const stem = random.pick(business.stems)
  const { length, period } = lifeOf(stem[1], random)
  // What ran already when the data begins is somewhere in the middle of its life.
  const firstYear = isFirst ? year - random.int(0, length - 1) : year
  const spread = stem[1] === 'building' ? 0.8 : 0.75
  return {
    index,
    department,
    business,
    region,
    unit,
    name: freeName(unit, stem, taken, random),
    stem,
    firstYear,
    lastYear: firstYear + length - 1,
    period,
    budget: department.usualBudget * 10_000 * Math.exp(spread * random.normal() + (stem[1] === 'building' ? 0.6 : 0)),
    style: styleOf(random),
    plans: planIndicators(business, stem, department.name !== flatScores.department && random.chance(0.012), random),
  }
}

/** The projects that run in each year: as many as asked for, those that end replaced by new ones. */
export function* runningProjects(seed: string, years: readonly number[], count: number): Generator<{ readonly year: number; readonly projects: readonly Project[] }> {
  const taken = new Set<string>()
  let running: Project[] = []
  let index = 0
  for (const [place, year] of years.entries()) {
    running = running.filter((project) => project.lastYear >= year)
    while (running.length < count) {
      running.push(newProject(seed, index, year, place === 0, taken))
      index += 1
    }
    yield { year, projects: running.filter((project) => (year - project.firstYear) % project.period === 0) }
  }
}
