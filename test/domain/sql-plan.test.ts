import { describe, expect, it } from 'vitest'
import { parsePlan } from '@/domain/sql-plan.ts'

describe('a query plan', () => {
  it('is read from EXPLAIN', () => {
    const text = '[{"name":"UNGROUPED_AGGREGATE","children":[{"name":"SEQ_SCAN ","children":[],"extra_info":{"Table":"t","Projections":["a","b"],"Estimated Cardinality":"20"}}],"extra_info":{"Aggregates":"count_star()"}}]'
    expect(parsePlan(text)).toEqual({
      seconds: null,
      steps: [{ name: 'UNGROUPED_AGGREGATE', details: [{ name: 'Aggregates', text: 'count_star()' }], seconds: null, rows: null, estimatedRows: null, children: [{ name: 'SEQ_SCAN', details: [{ name: 'Table', text: 't' }, { name: 'Projections', text: 'a, b' }], seconds: null, rows: null, estimatedRows: 20, children: [] }] }],
    })
  })

  it('is read with times from EXPLAIN ANALYZE, without the step of explaining', () => {
    const text = '{"latency":0.0,"children":[{"operator_name":"EXPLAIN_ANALYZE","operator_timing":0.1,"children":[{"operator_name":"SEQ_SCAN ","operator_timing":0.5,"operator_cardinality":3,"extra_info":{},"children":[]}]}]}'
    expect(parsePlan(text)).toEqual({ seconds: 0.5, steps: [{ name: 'SEQ_SCAN', details: [], seconds: 0.5, rows: 3, estimatedRows: null, children: [] }] })
  })

  it.each(['', 'none', '3', '{}'])('is none or empty for %j', (text) => expect(parsePlan(text)?.steps ?? []).toEqual([]))
})
