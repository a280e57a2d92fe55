import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addedDatasets } from '../../.tools/added-datasets.mjs'
import { serveFolder } from '../../.tools/serve.mjs'

let folder: string
let site: Awaited<ReturnType<typeof serveFolder>>

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), text)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jilan-added-'))
  await write('secret.txt', 'no')
  await write('site/data/city/manifest.json', 'of the site')
  await write('site/data/other/manifest.json', 'of the site')
  await write('added/city/manifest.json', 'added')
  await write('added/city/derived/sums.jlnc', 'sums')
  await write('added/unfinished/derived/sums.jlnc', 'sums')
  site = await serveFolder(join(folder, 'site'), { first: addedDatasets(join(folder, 'added')) })
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true })
})

it.each([
  ['/data/city/manifest.json', 'added'],
  ['/data/city/derived/sums.jlnc', 'sums'],
  ['/data/other/manifest.json', 'of the site'],
  ['/data/unfinished/derived/sums.jlnc', 'not found'],
  ['/data/city/../../secret.txt', 'not found'],
  ['/data/city/..%2f..%2fsecret.txt', 'not found'],
])('%s is %s', async (path, text) => {
  expect(await (await fetch(`${site.url}${path}`)).text()).toBe(text)
})
