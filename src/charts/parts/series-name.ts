/**
 * A text from the data as the name of a series. ECharts keeps colours and what a legend hides by name in plain objects, in
 * which "constructor" or "hasOwnProperty" are taken already: such a name gets a mark that doesn't show.
 */
export function seriesName(text: string): string {
  return text in {} ? `${text}\u200B` : text
}
