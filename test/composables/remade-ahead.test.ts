import { expect, it } from 'vitest'
import { remadeAhead } from '@/composables/remade-ahead.ts'
import { memoryFiles } from '@/dataset/memory-files.ts'
import { manifestSchema } from '@/domain/manifest.ts'
import type { Engine } from '@/engine/engine.ts'

const unasked: Engine = {
  rows: () => Promise.reject(new Error('nobody was to be asked')),
  load: () => Promise.reject(new Error('nobody was to be asked')),
  parquet: () => Promise.reject(new Error('nobody was to be asked')),
  close: async () => undefined,
}

const manifestUrl = 'https://site.example/manifest.json'

/** A dataset of so many rows, as far as its manifest says. Node has no worker that could make anything of it. */
function ofRows(rows: { readonly project_year: number; readonly fund_source: number; readonly indicator: number }) {
  const files = [{ path: 'project_year.parquet', table: 'project_year', year: null, bytes: 1, sha256: '0'.repeat(64) }]
  return { id: 'large', manifest: manifestSchema.parse({ title: '大', years: [2023], rows, files }), files: memoryFiles(new Map()), origin: { kind: 'site', manifestUrl }, source: { kind: 'address', id: 'large', manifestUrl }, number: 1, edition: 0 } as const
}

it('makes nothing of more rows over all tables than a page can hold twice, and does not even begin', async () => {
  const { signal } = new AbortController()
  expect(await remadeAhead(ofRows({ project_year: 200_000, fund_source: 600_000, indicator: 1_200_001 }), unasked, signal)).toBeNull()
  await expect(remadeAhead(ofRows({ project_year: 200_000, fund_source: 600_000, indicator: 1_200_000 }), unasked, signal)).rejects.toThrow('Worker')
})
