import { compareText } from '../lower-text.ts'
import type { Places } from './forms-cells.ts'

/** A project stands at several places where its names changed; its first stands for it where forms are added up by project. */
export interface FirstPlaces {
  /** The first place of each place's project. */
  readonly of: Uint32Array
  /** The first places of all projects, in the order of their ids as DuckDB has it. */
  readonly inOrder: Uint32Array
}

/** Whether the codes of ids lie in the order of their texts. */
export function areIdsInOrder({ texts }: Places): boolean {
  return texts.project_id.every((id, code, all) => code === 0 || compareText(all[code - 1] ?? '', id ?? '') < 0)
}

/** Compares codes of projects by their ids, as DuckDB does. */
export function projectComparer({ texts }: Places, idsInOrder: boolean): (a: number, b: number) => number {
  return idsInOrder ? (a, b) => a - b : (a, b) => compareText(texts.project_id[a] ?? '', texts.project_id[b] ?? '')
}

export function firstPlaces({ count, codes, texts }: Places, compareProjects: (a: number, b: number) => number): FirstPlaces {
  const project = codes.project_id
  const first = new Uint32Array(texts.project_id.length)
  for (let place = count - 1; place >= 0; place -= 1) first[project[place] as number] = place
  const of = new Uint32Array(count)
  for (let place = 0; place < count; place += 1) of[place] = first[project[place] as number] as number
  const inOrder = Uint32Array.from(first.keys()).sort(compareProjects)
  return { of, inOrder: inOrder.map((code) => first[code] as number) }
}
