import { describe, expect, it } from 'vitest'
import { parseClusterPlan } from '@/domain/cluster-plan.ts'

const estimates = (outputRowCount: number | string) => [{ outputRowCount, outputSizeInBytes: 'NaN', cpuCost: 0, memoryCost: 0, networkCost: 0 }]

describe('a plan of Trino', () => {
  it('is read step by step, with what is estimated where it is known', () => {
    const text = JSON.stringify({
      id: '6', name: 'Output', descriptor: { columnNames: '[n]' }, outputs: [], details: ['n := count'], estimates: estimates(1),
      children: [{ id: '1', name: 'Aggregate', descriptor: { type: 'FINAL', keys: '' }, outputs: [], details: [], estimates: estimates('NaN'), children: [] }],
    })
    expect(parseClusterPlan(text)).toEqual({
      seconds: null,
      steps: [{
        name: 'Output', details: [{ name: 'columnNames', text: '[n]' }, { name: '', text: 'n := count' }], seconds: null, rows: null, estimatedRows: 1,
        children: [{ name: 'Aggregate', details: [{ name: 'type', text: 'FINAL' }], seconds: null, rows: null, estimatedRows: null, children: [] }],
      }],
    })
  })
  it.each(['', 'Fragment 0', '[]', 'null', '{}'])('is none of %j', (text) => expect(parseClusterPlan(text)).toBeNull())
})
