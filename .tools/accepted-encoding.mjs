const preferred = ['br', 'gzip', 'identity']

/** What an Accept-Encoding header says of each coding: 0 refused, 1 wanted most, null not named. `*` names the rest. */
function weights(header) {
  const named = new Map()
  for (const part of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim())
    const q = parameters.map((text) => /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.exec(text)?.[1]).find((text) => text !== undefined)
    if (coding !== '') named.set(coding === 'x-gzip' ? 'gzip' : coding, q === undefined ? 1 : Number(q))
  }
  return (coding) => named.get(coding) ?? named.get('*') ?? null
}

/**
 * The codings that a client takes, what it likes best first; of equals the smaller. `identity` needs no naming, but is last
 * then. It is always among them: who refuses even that gets it all the same, as HTTP allows.
 */
export function acceptedEncodings(header) {
  const weightOf = weights(header ?? '')
  const accepted = preferred.filter((coding) => (coding === 'identity' ? weightOf(coding) !== 0 : (weightOf(coding) ?? 0) > 0))
  const rank = (coding) => weightOf(coding) ?? 0
  const sorted = accepted.toSorted((a, b) => rank(b) - rank(a) || preferred.indexOf(a) - preferred.indexOf(b))
  return sorted.includes('identity') ? sorted : [...sorted, 'identity']
}
