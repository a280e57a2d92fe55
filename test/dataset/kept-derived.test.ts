import { beforeEach, describe, expect, it } from 'vitest'
import { createDerivedKeeper, packFiles } from '@/dataset/kept-derived.ts'
import { openAhead } from '@/dataset/open-ahead.ts'
import type { RemadeDerived } from '@/dataset/remake-derived.ts'
import { StoreError } from '@/dataset/stored-files.ts'
import { memoryOutput } from '@/dataset/memory-files.ts'
import { writeDataset } from '@/dataset/write-dataset.ts'
import type { Manifest } from '@/domain/manifest.ts'
import { budgets, form, openTiny } from '../queries/tiny-tables.ts'
import { memoryDirectory, type MemoryDirectory } from './memory-directory.ts'

/** A dataset of one form, as it comes without anything made ahead, and what is made of it. */
async function dataset(executed: string): Promise<{ readonly plain: Manifest; readonly remade: RemadeDerived }> {
  const engine = await openTiny({ project_year: [form({ project: '甲', year: 2022, ...budgets('100.00', '80.00', executed) })] })
  const { files, output } = memoryOutput()
  const manifest = await writeDataset(engine, { title: { zh: '小', en: 'Small' }, region: null, synthetic: false, format: 'parquet' }, output)
  await engine.close()
  if (!manifest.derived) throw new Error('nothing was made')
  return { plain: { ...manifest, derived: undefined }, remade: { derived: manifest.derived, files: new Map([...files].filter(([path]) => path.startsWith('derived/'))) } }
}

/** Where a pack's list of files ends. */
const listEnd = (bytes: Uint8Array) => 4 + Buffer.from(bytes).readUint32BE(0)

let directory: MemoryDirectory
beforeEach(() => (directory = memoryDirectory()))
const keeper = () => createDerivedKeeper(directory.open())

describe('what was made of a dataset', () => {
  it('is found by the next visit, file for file and part for part', async () => {
    const { plain, remade } = await dataset('40.00')
    await keeper().keep(remade)
    const kept = await keeper().find(plain)
    expect(kept?.manifest.derived).toEqual(remade.derived)
    if (!kept) return
    const files = packFiles(kept)
    expect(remade.files.size).toBeGreaterThan(5)
    for (const [path, bytes] of remade.files) {
      expect(await files.read(path), path).toEqual(bytes)
      expect(await files.readRange?.(path, 2, 5), path).toEqual(bytes.slice(2, 5))
    }
    await expect(files.read('derived/other.jlnc')).rejects.toThrow('no such file')
    expect(await openAhead(kept.manifest, files)).not.toBeNull()
  })

  it('is nothing for other tables', async () => {
    const [one, other] = [await dataset('40.00'), await dataset('40.01')]
    await keeper().keep(one.remade)
    expect(await keeper().find(other.plain)).toBeNull()
  })

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['cut to nothing', () => new Uint8Array()],
    ['changed in every file', (bytes: Uint8Array) => bytes.map((byte, at) => (at < listEnd(bytes) ? byte : byte ^ 1))],
    ['changed in its list', (bytes: Uint8Array) => bytes.map((byte, at) => (at < 100 ? byte ^ 1 : byte))],
    ['of no end', () => new Uint8Array([255, 255, 255, 255, 123])],
  ])('is not used where it is %s', async (_, change) => {
    const { plain, remade } = await dataset('40.00')
    await keeper().keep(remade)
    for (const path of directory.paths()) directory.damage(path, change)
    const kept = await keeper().find(plain)
    expect(kept && (await openAhead(kept.manifest, packFiles(kept)))).toBeNull()
  })

  it('goes where three others were made since', async () => {
    const all = await Promise.all(['40.00', '40.01', '40.02', '40.03'].map(dataset))
    for (const { remade } of all) await keeper().keep(remade)
    const found = await Promise.all(all.map(({ plain }) => keeper().find(plain)))
    expect(found.map((kept) => kept !== null)).toEqual([false, true, true, true])
  })

  it('is said not to be kept where the disk is full', async () => {
    const { remade } = await dataset('40.00')
    const full = createDerivedKeeper(
      directory.open(() => {
        throw new DOMException('full', 'QuotaExceededError')
      }),
    )
    await expect(full.keep(remade)).rejects.toEqual(new StoreError('full'))
  })
})
