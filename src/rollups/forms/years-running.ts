import { mark, type FormMarks } from './form-marks.ts'

/** For how many years running up to this form its project was cut by the thresholds; years outside a selection count too. `previous` has the row of the year before. */
export function yearsRunning(previous: Int32Array, marks: FormMarks, row: number): number {
  let running = 0
  for (let at = row; at >= 0 && ((marks.of[at] as number) & mark.cut) !== 0; at = previous[at] as number) running += 1
  return running
}
