import { describe, expect, it } from 'vitest'
import { toTrustTable, withTables } from '../../.tools/trust-table.mjs'

const record = { id: 'names', area: 'content', what: 'names | marks', unit: 'names', tried: 1200, failed: 0, notes: {} } as const

describe('the table of trust', () => {
  it('says how many were tried, and what came of it', () => {
    expect(toTrustTable([record, { ...record, failed: 3, notes: { seed: 7 } }, { ...record, tried: 0 }]).split('\n').slice(2)).toEqual([
      '| Content security | names \\| marks | 1,200 names | all held |',
      '| Content security | names \\| marks | 1,200 names | 3 failed; seed 7 |',
      '| Content security | names \\| marks | 0 names | not tried |',
    ])
  })

  it('is empty for a run that left nothing', () => {
    expect(toTrustTable([])).toBe('')
  })

  it('replaces the tables of the runs made, and leaves those of others', () => {
    const page = '# Trust\n<!-- run:test -->\nold\n<!-- end -->\n<!-- run:soak -->\nkept\n<!-- end -->\n'
    expect(withTables(page, { test: '| new |', fuzz: '| no place |' }, 'Made today.')).toBe('# Trust\n<!-- run:test -->\nMade today.\n\n| new |\n<!-- end -->\n<!-- run:soak -->\nkept\n<!-- end -->\n')
  })
})
