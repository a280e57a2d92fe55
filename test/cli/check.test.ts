import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { ruleIds } from '@/domain/checks.ts'
import { jilanHere, openTempFolder, project } from './jilan.ts'

const findings = z.array(
  z.object({
    rule: z.enum(ruleIds),
    severity: z.enum(['error', 'warning', 'hint']),
    form_id: z.string().nullable(),
    project: z.string().nullable(),
    year: z.int().nullable(),
    seq: z.int().nullable(),
    message: z.string().min(1),
    values: z.record(z.string(), z.unknown()),
  }),
)

it('finds on the six real forms what a reader finds: satisfaction met, yet two points off', async () => {
  const { code, out, error } = await jilanHere(['check', 'data/songjiang-2023', '--format', 'json'])
  expect([code, error]).toEqual([0, ''])
  const all = findings.parse(JSON.parse(out))
  const deducted = all.filter((finding) => finding.rule === 'met-but-deducted')
  expect(deducted).toHaveLength(6)
  expect(deducted[0]).toMatchObject({ severity: 'warning', year: 2023, values: { weight: '10.00', score: '8.00' } })
  expect(all.filter((finding) => finding.rule === 'masked-cut')).toHaveLength(4)
  expect(all.filter((finding) => finding.severity === 'error')).toEqual([])
})

it('prints the same as text, with the number of each rule', async () => {
  const { out } = await jilanHere(['check', 'data/songjiang-2023', '--lang', 'en'])
  expect(out).toMatch(/Warning {2}masked-cut {2}2023 · .* · 课题与规划: cut by 154,659/)
  expect(out).toMatch(/ 4 {2}masked-cut {2}Masked cut\n/)
})

it('takes a rule set of its own', async () => {
  const folder = await openTempFolder()
  const rules = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(join(project, 'data/rules/default.json'), 'utf8')))
  const file = join(folder.path, 'rules.json')
  await writeFile(file, JSON.stringify({ ...rules, maskedCut: { minCut: 0.6, minExecution: 0.95 } }))
  const { out } = await jilanHere(['check', 'data/songjiang-2023', '--format', 'json', '--rules', file])
  await folder.remove()
  expect(findings.parse(JSON.parse(out)).filter((finding) => finding.rule === 'masked-cut')).toHaveLength(1)
})
