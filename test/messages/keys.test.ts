import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { trustTally } from '../support/trust-record.ts'

const src = fileURLToPath(new URL('../../src', import.meta.url))
const modules = import.meta.glob<{ readonly zh: unknown; readonly en: unknown }>('../../src/messages/*.ts', { eager: true })
const files = Object.entries(modules).map(([path, module]) => ({ name: path.replace(/^.*\/|\.ts$/g, ''), ...module }))

/** Every message of a tree by its key: "common.nav.overview". */
function leaves(tree: unknown, key: string): readonly (readonly [key: string, text: string])[] {
  if (typeof tree === 'string') return [[key, tree]]
  if (typeof tree !== 'object' || tree === null) throw new Error(`${key} is neither a text nor a group of texts`)
  return Object.entries(tree).flatMap(([name, each]) => leaves(each, `${key}.${name}`))
}

const zh = new Map(files.flatMap(({ name, zh }) => leaves(zh, name)))
const en = new Map(files.flatMap(({ name, en }) => leaves(en, name)))

interface Use {
  readonly file: string
  readonly key: string
  /** Whether the key goes straight into `t`, so that it must be a message. */
  readonly isCall: boolean
}

const fileNames = files.map(({ name }) => name).join('|')

/** Keys and patterns of keys that a source holds: strings, and templates whose parts in braces stand for one or more names. */
function usesIn(file: string): readonly Use[] {
  const text = readFileSync(file, 'utf8')
  const quoted = new RegExp(`(\\bte?\\(\\s*|keypath=)?(['"])((?:${fileNames})(?:\\.[A-Za-z0-9_-]+)+)\\2`, 'g')
  const template = new RegExp(`(\\bte?\\(\\s*)?\`((?:${fileNames})\\.(?:[^\`$]|\\$\\{(?:[^\`{}]|\`[^\`]*\`|\\{[^}]*\\})*\\})*)\``, 'g')
  return [...text.matchAll(quoted)].map(([, call, , key = '']) => ({ file, key, isCall: call !== undefined })).concat([...text.matchAll(template)].map(([, call, key = '']) => ({ file, key, isCall: call !== undefined })))
}

/** What a key with parts in braces may become. A part may hold anything but the dot between names. */
function patternOf(key: string): RegExp {
  const fixed = key.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${fixed.join('[^.]+')}$`)
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|vue)$/.test(name) && !name.startsWith('messages/'))
const uses = sources.flatMap((name) => usesIn(join(src, name)))

describe('messages', () => {
  const tally = trustTally('messages', { area: 'languages', what: 'messages in Chinese and English: both there, used, with the same parameters', unit: 'messages' })
  afterAll(() => tally.write())

  it('are the same in both languages', () => {
    expect(zh.size).toBeGreaterThan(400)
    expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted())
  })

  it('take the same parameters in both languages, and none is empty', () => {
    const parameters = (text: string | undefined) => [...new Set([...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted()
    // `n` chooses the plural, which Chinese has none of, and English may say in words.
    const differing = [...zh].filter(([key, text]) => parameters(text).filter((name) => name !== 'n').join() !== parameters(en.get(key)).filter((name) => name !== 'n').join())
    tally.add({ tried: zh.size * 2, failed: differing.length })
    expect(differing.map(([key]) => key)).toEqual([])
    // English says "is" by the order of words.
    expect([...zh, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual(['overview.sentence.is'])
  })

  it('are there for every key that is asked for', () => {
    expect(uses.length).toBeGreaterThan(300)
    const missing = uses.filter(({ key, isCall }) => isCall && ![...zh.keys()].some((each) => patternOf(key).test(each)))
    expect(missing.map(({ file, key }) => `${file.slice(src.length + 1)}: ${key}`)).toEqual([])
  })

  it('are all used', () => {
    const exact = new Set(uses.map(({ key }) => key))
    const patterns = uses.filter(({ key }) => key.includes('${')).map(({ key }) => patternOf(key))
    expect([...zh.keys()].filter((key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([])
  })

  it('are well formed: no mark of the message language is meant as text', () => {
    expect([...zh, ...en].filter(([, text]) => /@(?!\{)|\{(?![A-Za-z_]\w*\}|'[^']*'\})/.test(text)).map(([key]) => key)).toEqual([])
  })
})
