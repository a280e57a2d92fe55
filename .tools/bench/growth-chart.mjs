// How times grow with the rows, as an SVG: both axes logarithmic, a line for each way, its name at its end.

const [width, height] = [820, 520]
const frame = { left: 70, right: 270, top: 40, bottom: 50 }
const colours = ['#123f7a', '#3f78bd', '#a85b00', '#5b6470', '#7a4a9e', '#2d7d74', '#8a5a2b', '#888888', '#b3261e', '#1f2933', '#0e7c86']
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** @param lines name → points of [rows, milliseconds] */
export function growthChart(title, lines) {
  const points = Object.values(lines).flat()
  const [rows, times] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const range = (values) => [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))]
  const [[x0, x1], [y0, y1]] = [range(rows), range(times)]
  const x = (value) => frame.left + ((Math.log10(value) - x0) / Math.max(1, x1 - x0)) * (width - frame.left - frame.right)
  const y = (value) => height - frame.bottom - ((Math.log10(value) - y0) / Math.max(1, y1 - y0)) * (height - frame.top - frame.bottom)
  const decades = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index))
  const grid = [
    ...decades(y0, y1).map((value) => `<line x1="${frame.left}" x2="${width - frame.right}" y1="${y(value)}" y2="${y(value)}" stroke="#dde1e6"/><text x="${frame.left - 8}" y="${y(value) + 4}" text-anchor="end">${value >= 1000 ? `${value / 1000} s` : `${value} ms`}</text>`),
    ...decades(x0, x1).map((value) => `<line x1="${x(value)}" x2="${x(value)}" y1="${frame.top}" y2="${height - frame.bottom}" stroke="#dde1e6"/><text x="${x(value)}" y="${height - frame.bottom + 18}" text-anchor="middle">${value >= 1e6 ? `${value / 1e6} M` : value.toLocaleString('en')}</text>`),
  ]
  const ends = Object.entries(lines).map(([name, line]) => ({ name, at: y(line.at(-1)[1]) })).toSorted((a, b) => a.at - b.at)
  // Names that would cover each other move apart.
  for (const [index, end] of ends.entries()) end.at = Math.max(end.at, index === 0 ? frame.top : ends[index - 1].at + 15)
  const drawn = Object.entries(lines).map(([name, line], index) => {
    const colour = colours[index % colours.length]
    const path = line.map(([a, b], place) => `${place === 0 ? 'M' : 'L'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('')
    const end = ends.find((each) => each.name === name)
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${line.map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3" fill="${colour}"/>`).join('')}<text x="${width - frame.right + 10}" y="${end.at + 4}" fill="${colour}">${escaped(name)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#1f2933"><rect width="100%" height="100%" fill="#ffffff"/><text x="${frame.left}" y="22" font-size="14" font-weight="600">${escaped(title)}</text>${grid.join('')}${drawn.join('')}<text x="${(frame.left + width - frame.right) / 2}" y="${height - 10}" text-anchor="middle">indicators</text></svg>\n`
}

/** What the picture shows of the sizes of one run: the product's answers, native DuckDB's and Mosaic's beside two of them, and the first figures. */
export function growthLines(results) {
  const lines = {}
  const add = (name, size, value) => {
    // Below the clock's own step there is nothing to see.
    if (Number.isFinite(value)) (lines[name] ??= []).push([size, Math.max(value, 0.01)])
  }
  for (const { size, questions, visits } of results) {
    for (const { name, ahead } of questions) add(name, size, ahead?.median)
    for (const place of [2, 3]) {
      add(`native: ${questions[place].name}`, size, questions[place].bar)
      add(`Mosaic: ${questions[place].name}`, size, questions[place].mosaic?.median)
    }
    add('first figures at 20 Mbit/s', size, visits['20 Mbit/s']?.firstView)
    add('engine first at 20 Mbit/s', size, visits['20 Mbit/s, engine first']?.firstView)
  }
  return lines
}
