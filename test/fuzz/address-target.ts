import { strict as assert } from 'node:assert'
import * as fc from 'fast-check'
import { parseBudgetBox, parseCutThresholds, toBudgetBoxText, toCutParameters } from '@/domain/cut-thresholds.ts'
import { choiceParameters, parseChoice, toQuery } from '@/domain/selection.ts'
import { parseSqlParameters, toSqlParameters } from '@/domain/sql-link.ts'
import type { FuzzTarget } from './fuzz-target.ts'

export type AddressQuery = Readonly<Record<string, string | null | readonly (string | null)[]>>

const names = [...choiceParameters, 'min_amount', 'masked', 'running', 'box', 'query', 'bench', '__proto__', 'constructor', 'toString']
const text = fc.oneof(
  fc.constantFrom('2023', '1989', '2101', '２０２３', '0.2', '1.0', '1e-1', '.5', '-1', 'NaN', '100000', '0.01', '1.005', '99999999999999.99', '0', '1', 'zh', 'en', 'dark', '<script>', '\ud800', '\u202e', '%', '%E4%B8', '1,2,3,4', '4,3,2,1', '1e9,2,3,4', "'; DROP TABLE x", '\0'),
  fc.string({ maxLength: 30, unit: 'grapheme' }),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.base64String({ maxLength: 200 }),
)
const parameter = fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.array(fc.option(text), { maxLength: 3 }) })
const made: fc.Arbitrary<AddressQuery> = fc.array(fc.tuple(fc.constantFrom(...names), parameter), { maxLength: 8 }).map((entries) => Object.fromEntries(entries))

/** A link to the workbench as the product writes it, harmed on its way. */
const linked: fc.Arbitrary<AddressQuery> = fc.tuple(fc.string({ maxLength: 600, unit: 'grapheme' }), fc.nat(80), fc.string({ maxLength: 3 }), fc.boolean()).map(([sql, at, put, whole]) => {
  const { bench } = toSqlParameters({ text: sql, title: '标题' })
  return { bench: whole || bench === undefined ? (bench ?? '') : bench.slice(0, at) + put + bench.slice(at + put.length) }
})

/** What an address says is used or named as a problem, and written back it says the same again. */
export const addressTarget: FuzzTarget<AddressQuery> = {
  name: 'address parser',
  share: 0.2,
  cases: fc.oneof({ weight: 4, arbitrary: made }, { weight: 1, arbitrary: linked }),
  holds: (query) => {
    const { choice, problems } = parseChoice(query)
    for (const problem of problems) assert.ok(choiceParameters.includes(problem.parameter))
    assert.ok(choice.from === null || choice.to === null || choice.from <= choice.to)
    assert.ok(choice.minCut >= 0 && choice.minCut <= 1 && choice.minExecution >= 0 && choice.minExecution <= 1)
    assert.deepEqual(parseChoice(toQuery(choice)), { choice, problems: [] })
    for (const written of Object.values(toQuery(choice))) encodeURIComponent(written)

    const { thresholds } = parseCutThresholds(query)
    const again = Object.fromEntries(Object.entries(toCutParameters(thresholds)).filter(([, value]) => value !== null))
    assert.deepEqual(parseCutThresholds(again), { thresholds, problems: [] })

    const box = parseBudgetBox(typeof query['box'] === 'string' ? query['box'] : null)
    if (box) assert.deepEqual(parseBudgetBox(toBudgetBoxText(box)), box)

    const shared = parseSqlParameters(query)
    if (shared !== null && shared !== 'broken') {
      assert.deepEqual(parseSqlParameters(toSqlParameters(shared)), shared)
      for (const written of Object.values(toSqlParameters(shared))) encodeURIComponent(written)
    }
  },
}
