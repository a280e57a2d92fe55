import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { DatasetError } from '@/dataset/dataset-error.ts'
import { readManifest } from '@/dataset/read-manifest.ts'
import { damaged } from './damage.ts'
import type { FuzzTarget } from './fuzz-target.ts'

const real = ['demo-city', 'songjiang-2023'].map((id) => readFileSync(`data/${id}/manifest.json`))
const site = 'https://site.example/data/x/'

const path = fc.oneof(fc.constantFrom('project_year.parquet', '../x', 'a/../../x', '/etc/passwd', '//host/x', 'https://host/x', 'a\\..\\x', 'C:\\x', '%2e%2e/x', './x', 'a/./x', 'a//x', '..', '.', '', '\ud800', '\u202e', 'data:,x', 'x?y', 'x#y', 'a\0b'), fc.string({ maxLength: 20, unit: 'grapheme' }))
const value = fc.oneof({ weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) }, { weight: 1, arbitrary: path }, { weight: 1, arbitrary: fc.constantFrom<unknown>(-1, 1.5, 1e308, 2 ** 60, '1', null, {}, []) })

/** A real manifest with one value somewhere replaced. */
const replaced = fc.tuple(fc.constantFrom(...real), fc.array(fc.nat(8), { maxLength: 4 }), value).map(([bytes, steps, put]) => {
  const replace = (node: unknown, rest: readonly number[]): unknown => {
    const [step, ...more] = rest
    if (step === undefined || typeof node !== 'object' || node === null) return put
    const entries = Object.entries(node)
    const key = entries[step % Math.max(1, entries.length)]?.[0]
    const changed = entries.map(([name, child]) => [name, name === key ? replace(child, more) : child] as const)
    return Array.isArray(node) ? changed.map(([, child]) => child) : Object.fromEntries(changed)
  }
  return new TextEncoder().encode(JSON.stringify(replace(JSON.parse(new TextDecoder().decode(bytes)), steps)))
})
const pathed = path.map((text) => {
  const manifest: unknown = JSON.parse(new TextDecoder().decode(real[0]))
  return new TextEncoder().encode(JSON.stringify(manifest).replace('"project_year.parquet"', JSON.stringify(text)))
})

/** manifest.json, real, damaged and rewritten: read, with every path inside its folder, or refused in words. */
export const manifestTarget: FuzzTarget<Uint8Array> = {
  name: 'manifest reader',
  share: 0.1,
  cases: fc.oneof({ weight: 4, arbitrary: replaced }, { weight: 2, arbitrary: pathed }, { weight: 2, arbitrary: damaged(fc.constantFrom<Uint8Array>(...real)) }, { weight: 1, arbitrary: fc.json().map((text) => new TextEncoder().encode(text)) }),
  holds: async (bytes) => {
    try {
      const manifest = await readManifest({ read: async () => Uint8Array.from(bytes) })
      assert.ok(manifest.files.length > 0)
      for (const file of manifest.files) {
        assert.ok(Number.isSafeInteger(file.bytes) && file.bytes >= 0)
        const address = new URL(file.path.split('/').map(encodeURIComponent).join('/'), `${site}manifest.json`).href
        assert.ok(address.startsWith(site) && address.length > site.length, `${file.path} leads out of the dataset: ${address}`)
      }
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error
      assert.ok(error.problems.length > 0 && error.problems.every((problem) => problem.message.zh !== '' && problem.message.en !== ''))
    }
  },
}
