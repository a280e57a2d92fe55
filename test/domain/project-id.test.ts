import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFormId, toProjectId } from '@/domain/project-id.ts'

const identity = { region: '松江区', department: '城运中心', unit: '城运中心', project: '课题与规划' }

describe('toProjectId', () => {
  it('is the first 16 hex digits of SHA-256 over the four names, U+001F between them', () => {
    const text = '松江区\u001F城运中心\u001F城运中心\u001F课题与规划'
    expect(toProjectId(identity)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 16))
  })

  it('takes a left-out unit as the department, and a left-out region as empty', () => {
    expect(toProjectId({ ...identity, unit: null })).toBe(toProjectId(identity))
    expect(toProjectId({ ...identity, region: null })).toBe(toProjectId({ ...identity, region: '' }))
    expect(toProjectId({ ...identity, region: null })).not.toBe(toProjectId(identity))
  })

  it('knows a project by NFKC, so that full-width letters and digits make no other project', () => {
    expect(toProjectId({ ...identity, project: 'ＡＢ１２项目' })).toBe(toProjectId({ ...identity, project: 'AB12项目' }))
  })

  it('keeps names apart that run together', () => {
    expect(toProjectId({ ...identity, department: 'ab', unit: 'c' })).not.toBe(toProjectId({ ...identity, department: 'a', unit: 'bc' }))
  })

  it('is the hash that Node gives, for any names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (department, project) => {
        const text = ['', department, department, project].join('\u001F').normalize('NFKC')
        expect(toProjectId({ region: null, department, unit: null, project })).toBe(createHash('sha256').update(text).digest('hex').slice(0, 16))
      }),
    )
  })
})

describe('toFormId', () => {
  it('adds the year', () => {
    expect(toFormId('0123456789abcdef', 2023)).toBe('0123456789abcdef-2023')
  })
})
