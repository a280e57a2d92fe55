import { describe, expect, it } from 'vitest'
import { commandNames, helpText } from '@/cli/help.ts'
import { jilan, jilanHere } from './jilan.ts'

describe('a wrong call', () => {
  it.each<[readonly string[], RegExp]>([
    [[], /A command is missing[\s\S]*jilan convert/],
    [['convrt'], /no command "convrt"[\s\S]*jilan convert/],
    [['convert', '--out', '/tmp/never'], /at least one file[\s\S]*Usage: jilan convert/],
    [['convert', 'data/forms'], /--out is missing[\s\S]*Usage: jilan convert/],
    [['convert', 'no-such-file.txt', '--out', '/tmp/never'], /no-such-file.txt does not exist/],
    [['convert', 'data/forms', '--out', '/tmp/never', '--format', 'xml'], /one of parquet, csv/],
    [['convert', 'data/forms', '--out', '/tmp/never', '--colour', 'red'], /colour[\s\S]*Usage: jilan convert/],
    [['query', 'data/songjiang-2023'], /one SQL statement[\s\S]*Usage: jilan query/],
    [['query', 'test', 'SELECT 1'], /not a dataset folder/],
    [['query', 'data/songjiang-2023', 'SELECT nothing FROM project_year'], /nothing/],
    [['query', 'data/songjiang-2023', 'SELECT 1; SELECT 2'], /multiple statements/],
    [['query', 'data/songjiang-2023', '--file', 'none.sql'], /none.sql can't be read/],
    [['check'], /one dataset folder/],
    [['check', 'data/songjiang-2023', '--rules', 'package.json'], /is no rule set/],
    [['generate', '--years', '2025-2014', '--projects', '5', '--seed', '1', '--out', '/tmp/never'], /write 2014-2025/],
    [['generate', '--years', '2014-2025', '--projects', '0', '--seed', '1', '--out', '/tmp/never'], /--projects 0/],
    [['generate', '--years', '2014-2025', '--projects', '5', '--seed', 'x', '--out', '/tmp/never'], /--seed x/],
  ])('%j says what is right on standard error and exits 1', async (words, message) => {
    const { code, out, error } = await jilanHere(words)
    expect(error).toMatch(message)
    expect(error).not.toMatch(/\n {4}at /)
    expect([code, out]).toEqual([1, ''])
  })
})

describe('a process of its own', () => {
  it('has the same exit codes and streams', async () => {
    expect(await jilan(['convrt'])).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/^There is no command "convrt"/) })
    expect(await jilan(['query', 'data/songjiang-2023', 'SELECT 1.50 AS m', '--format', 'json'])).toEqual({ code: 0, out: '[\n{"m":"1.50"}\n]\n', error: '' })
  })
})

describe('help', () => {
  it('is printed on standard output', async () => {
    expect(await jilan(['--help'])).toEqual({ code: 0, out: helpText(), error: '' })
    expect(await jilanHere(['query', '--help'])).toEqual({ code: 0, out: helpText('query'), error: '' })
  })

  it('tells every command apart', () => {
    for (const name of commandNames) expect(helpText(name)).toContain(`jilan ${name} `)
  })
})
