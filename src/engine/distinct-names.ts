/** Names of which none comes twice: `a`, `a_1`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()))
  const seen = new Set<string>()
  return names.map((name) => {
    let chosen = name
    for (let count = 1; seen.has(chosen.toLowerCase()) || (chosen !== name && taken.has(chosen.toLowerCase())); count += 1) chosen = `${name}_${count}`
    seen.add(chosen.toLowerCase())
    return chosen
  })
}
