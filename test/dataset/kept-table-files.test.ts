import { beforeEach, describe, expect, it } from 'vitest'
import { createTableKeeper } from '@/dataset/kept-table-files.ts'
import { StoreError } from '@/dataset/stored-files.ts'
import type { Append } from '@/dataset/table-keeper.ts'
import { memoryDirectory, memoryLocks, type MemoryDirectory } from './memory-directory.ts'

let directory: MemoryDirectory
let locks: LockManager
beforeEach(() => {
  directory = memoryDirectory()
  locks = memoryLocks()
})
const keeper = () => createTableKeeper({ root: directory.open(), locks })
const bytes = (...numbers: number[]) => new Uint8Array(numbers)
const twoParts = async (append: Append) => {
  await append(bytes(1, 2))
  await append(bytes(3))
}

describe('a keeper of table files', () => {
  it('puts a file together and finds it again, without filling it twice', async () => {
    const file = await keeper().keep(['a', 'b'], 3, twoParts)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes(1, 2, 3))
    const again = await keeper().keep(['a', 'b'], 3, () => Promise.reject(new Error('filled again')))
    expect(new Uint8Array(await again.arrayBuffer())).toEqual(bytes(1, 2, 3))
  })

  it('keeps nothing of a file that breaks off or has another size, and begins anew', async () => {
    await expect(keeper().keep(['a'], 3, async (append) => {
      await append(bytes(1))
      throw new Error('the network is gone')
    })).rejects.toThrow('the network is gone')
    await expect(keeper().keep(['a'], 4, twoParts)).rejects.toMatchObject({ problems: [{ code: 'wrong-size' }] })
    expect(directory.paths()).toEqual([])
    expect((await keeper().keep(['a'], 3, twoParts)).size).toBe(3)
  })

  it('says when the disk is full', async () => {
    const full = createTableKeeper({
      root: directory.open(() => {
        throw new DOMException('full', 'QuotaExceededError')
      }),
      locks,
    })
    await expect(full.keep(['a'], 3, twoParts)).rejects.toBeInstanceOf(StoreError)
    expect(directory.paths()).toEqual([])
  })

  it('throws out the oldest files that no page uses', async () => {
    await keeper().keep(['a'], 3, twoParts)
    const [first] = directory.paths()
    for (const name of ['b', 'c', 'd', 'e']) await keeper().keep([name], 3, twoParts)
    expect(directory.paths()).toHaveLength(5)
    // No page is left that holds a lock.
    locks = memoryLocks()
    await keeper().keep(['f'], 3, twoParts)
    expect(directory.paths()).toHaveLength(4)
    expect(directory.paths()).not.toContain(first)
  })
})
