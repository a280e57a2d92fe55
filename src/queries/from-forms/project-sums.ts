import { mark, type FormMarks } from '@/rollups/forms/form-marks.ts'
import { noScore, type FormsCells, type PlaceColumn } from '@/rollups/forms/forms-cells.ts'
import type { FormScope } from '@/rollups/forms/form-scope.ts'
import { absentSums, addPresent } from '@/rollups/forms/present-sums.ts'

/**
 * The forms of a scope added up by project, each at its project's first place: amounts in cents and scores in hundredths, NaN
 * where no form has one; how many forms there are, have a score and are masked cuts; the first and the last year. `isHere`
 * marks the places that have a form. Rows lie by place within a year, so that one pass touches neighbours.
 */
export function projectSums({ place, places, year, years, initial, full, executed, score, firstPlaces }: FormsCells, { runs }: FormScope, marks: FormMarks) {
  const { of } = firstPlaces()
  const amounts = () => absentSums(places.count)
  const sums = { initial: amounts(), full: amounts(), executed: amounts(), cut: amounts(), score: amounts() }
  const counts = { forms: new Uint32Array(places.count), scores: new Uint32Array(places.count), masked: new Uint32Array(places.count) }
  const [first, last, isHere] = [new Uint16Array(places.count), new Uint16Array(places.count), new Uint8Array(places.count)]
  for (const { from, to } of runs) {
    for (let row = from; row < to; row += 1) {
      const here = place[row] as number
      const at = of[here] as number
      const now = years[year[row] as number] as number
      isHere[here] = 1
      // Rows come by year.
      if (counts.forms[at] === 0) first[at] = now
      last[at] = now
      counts.forms[at] = (counts.forms[at] as number) + 1
      if (((marks.of[row] as number) & mark.masked) !== 0) counts.masked[at] = (counts.masked[at] as number) + 1
      addPresent(sums.initial, at, initial[row] as number)
      addPresent(sums.full, at, full[row] as number)
      addPresent(sums.executed, at, executed[row] as number)
      addPresent(sums.cut, at, (initial[row] as number) - (full[row] as number))
      if (score[row] === noScore) continue
      counts.scores[at] = (counts.scores[at] as number) + 1
      addPresent(sums.score, at, score[row] as number)
    }
  }
  return { sums, counts, first, last, isHere }
}

/** The least code of a text by project, at its first place, of the places marked: the first of its names, the absent one only where there is no other. */
export function leastCodes({ places, firstPlaces }: FormsCells, isHere: Uint8Array, name: PlaceColumn): Uint32Array {
  const { of } = firstPlaces()
  const codes = places.codes[name]
  const least = new Uint32Array(places.count).fill(0xffff_ffff)
  for (let place = 0; place < places.count; place += 1) {
    const at = of[place] as number
    if (isHere[place] === 1 && (codes[place] as number) < (least[at] as number)) least[at] = codes[place] as number
  }
  return least
}
