import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLoadedEngine, type Loadable, type LoadedEngine } from '@/composables/loaded-engine.ts'
import { recoveringEngine } from '@/composables/recovering-engine.ts'
import { manifestSchema } from '@/domain/manifest.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import { EngineGone, type Engine } from '@/engine/engine.ts'
import { sql } from '@/engine/sql.ts'

const noCluster = () => Promise.reject(new Error('no dataset here lies in a cluster'))

const folder = 'data/songjiang-2023'
const manifest = manifestSchema.parse(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')))
const forms = sql`SELECT count(*) AS n FROM project_year`

function songjiang(number: number, onRead: (path: string) => void = () => undefined): Loadable {
  return {
    number,
    manifest,
    files: {
      read: async (path) => {
        onRead(path)
        return new Uint8Array(readFileSync(`${folder}/${path}`))
      },
    },
  }
}

/** Engines that can be killed: what is asked of a dead one is answered as the adapters answer it. */
function mortal() {
  let kills = 0
  const opened: { dead: boolean; isClosed: boolean }[] = []
  const open = async (): Promise<Engine> => {
    const engine = await openNativeEngine()
    const life = { dead: false, isClosed: false }
    opened.push(life)
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (life.dead) throw new EngineGone('killed')
      const value = await work()
      if (life.dead) throw new EngineGone('killed')
      return value
    }
    return {
      rows: (statement, options) => alive(() => engine.rows(statement, options)),
      load: (table, source, options) => alive(() => engine.load(table, source, options)),
      parquet: (statement, options) => alive(() => engine.parquet(statement, options)),
      close: async () => {
        [life.dead, life.isClosed] = [true, true]
        await engine.close()
      },
    }
  }
  return {
    open,
    opened,
    kill: () => {
      kills += 1
      const last = opened.at(-1)
      if (last) last.dead = true
      return kills
    },
  }
}

describe('the engine with rows in it', () => {
  let lives: ReturnType<typeof mortal>
  let loaded: LoadedEngine
  beforeEach(() => {
    lives = mortal()
    loaded = createLoadedEngine(lives.open, noCluster)
  })

  it('is opened and loaded by the first question, once for all', async () => {
    const reads: string[] = []
    const dataset = songjiang(1, (path) => reads.push(path))
    const engine = recoveringEngine(loaded, () => dataset)
    const state = loaded.stateOf(() => 1)
    expect([state.value.state, lives.opened.length]).toEqual(['absent', 0])
    const answers = await Promise.all([engine.rows(forms), engine.rows(forms)])
    expect(answers).toEqual([[{ n: 6 }], [{ n: 6 }]])
    expect([state.value.state, lives.opened.length, reads.length]).toEqual(['loaded', 1, manifest.files.length])
  })

  it('says why a table file was set aside, and loads the tables without it', async () => {
    const missing = (kind: string, name: string) => ({ path: `derived/tables/${name}`, kind, year: null, bytes: 10, sha256: '0'.repeat(64) })
    const promised: Loadable = { ...songjiang(1), manifest: { ...manifest, derived: manifest.derived && { ...manifest.derived, files: [...manifest.derived.files, missing('tables-index', 'index.json'), missing('tables', '0000.gz')] } } }
    const whole = createLoadedEngine(() => openNativeEngine(), noCluster)
    const state = whole.stateOf(() => 1)
    const engine = await whole.withRows(promised)
    expect(state.value).toMatchObject({ state: 'loaded', setAside: { code: 'unreadable', message: { en: expect.stringContaining('index.json') } } })
    expect(await engine.rows(forms)).toEqual([{ n: 6 }])
    await whole.withRows(songjiang(2))
    expect(whole.stateOf(() => 2).value).toEqual({ state: 'loaded', setAside: null })
    await engine.close()
  })

  it('asks a lost question once more of the next engine, with the same rows', async () => {
    const engine = recoveringEngine(loaded, () => songjiang(1))
    await engine.rows(forms)
    lives.kill()
    const answers = await Promise.all([engine.rows(forms), engine.rows(forms), engine.rows(forms)])
    expect(answers).toEqual([[{ n: 6 }], [{ n: 6 }], [{ n: 6 }]])
    expect([lives.opened.length, loaded.lost.value]).toEqual([2, { count: 1, reason: 'killed' }])
  })

  it('goes on where the engine is lost in the middle of loading', async () => {
    let isFirst = true
    const dataset = songjiang(1, (path) => {
      if (path.includes('indicator') && isFirst) lives.kill()
      isFirst &&= !path.includes('indicator')
    })
    expect(await recoveringEngine(loaded, () => dataset).rows(forms)).toEqual([{ n: 6 }])
    expect(lives.opened.length).toBe(2)
  })

  it('lets a question fail that loses every engine', async () => {
    const engine = recoveringEngine(loaded, () => songjiang(1))
    const deadly: Engine['rows'] = (statement, options) => engine.rows(statement, options)
    await engine.rows(forms)
    lives.kill()
    const again = songjiang(2, () => lives.kill())
    await expect(recoveringEngine(loaded, () => again).rows(forms)).rejects.toBeInstanceOf(EngineGone)
    expect(loaded.stateOf(() => 2).value.state).toBe('failed')
    await expect(deadly(forms)).resolves.toEqual([{ n: 6 }])
  })

  it('answers a question after engines were lost while nobody waited', async () => {
    let kills = 2
    const dataset = songjiang(1, (path) => {
      if (!path.includes('indicator') || kills === 0) return
      kills -= 1
      lives.kill()
    })
    await expect(loaded.withRows(dataset, { aside: true })).rejects.toBeInstanceOf(EngineGone)
    expect([loaded.stateOf(() => 1).value.state, lives.opened.length]).toEqual(['failed', 2])
    // Whoever loads ahead of need does not try for ever.
    await expect(loaded.withRows(dataset, { aside: true })).rejects.toBeInstanceOf(EngineGone)
    expect(lives.opened.length).toBe(2)
    expect(await recoveringEngine(loaded, () => dataset).rows(forms)).toEqual([{ n: 6 }])
    expect(loaded.stateOf(() => 1).value.state).toBe('loaded')
  })

  it('opens an engine for each dataset, and ends that of the one before once the next is there', async () => {
    const closed = () => lives.opened.map(({ isClosed }) => isClosed)
    const [first, second] = [recoveringEngine(loaded, () => songjiang(1)), recoveringEngine(loaded, () => songjiang(2, () => seen.push(...closed())))]
    const seen: boolean[] = []
    await first.rows(forms)
    await second.rows(forms)
    expect(new Set(seen)).toEqual(new Set([false]))
    expect(closed()).toEqual([true, false])
    expect(loaded.lost.value).toBeNull()
  })

  it('ends the engine of a dataset that is left, also one that still loads, and loads it for nobody', async () => {
    const left = recoveringEngine(loaded, () => songjiang(1))
    await left.rows(forms)
    loaded.letGoBefore(2)
    await expect.poll(() => lives.opened.map(({ isClosed }) => isClosed)).toEqual([true])
    await expect(left.rows(forms)).rejects.toThrow('another dataset was opened')
    let reading = () => {}
    const begun = new Promise<void>((resolve) => (reading = resolve))
    const loading = recoveringEngine(loaded, () => songjiang(2, reading)).rows(forms)
    await begun
    loaded.keepOnly(3)
    loaded.letGoBefore(3)
    await expect(loading).rejects.toThrow('another dataset was opened')
    await expect.poll(() => lives.opened.map(({ isClosed }) => isClosed)).toEqual([true, true])
    expect(await recoveringEngine(loaded, () => songjiang(3)).rows(forms)).toEqual([{ n: 6 }])
    expect(loaded.lost.value).toBeNull()
  })

  it('pauses between files until someone needs the rows', async () => {
    const reads: string[] = []
    const dataset = songjiang(1, (path) => {
      reads.push(path)
      loaded.pause()
    })
    const state = loaded.stateOf(() => 1)
    const aside = loaded.withRows(dataset, { aside: true })
    await expect.poll(() => state.value).toMatchObject({ state: 'loading', isPaused: true, isWanted: false })
    await new Promise((later) => setTimeout(later, 50))
    // The file after it was begun too, to have it at hand.
    expect(reads.length).toBeLessThan(manifest.files.length)
    const wanted = loaded.withRows(dataset)
    expect(state.value).toMatchObject({ isPaused: false, isWanted: true })
    while (state.value.state === 'loading') {
      loaded.resume()
      await new Promise((later) => setTimeout(later))
    }
    expect(await (await wanted).rows(forms)).toEqual([{ n: 6 }])
    expect(await aside).toBe(await wanted)
  })

  it('ends when stopped, says so to who waits, and starts again when asked to', async () => {
    const dataset = songjiang(1, () => loaded.stop(1))
    const engine = recoveringEngine(loaded, () => dataset)
    await expect(engine.rows(forms)).rejects.toThrow('stopped')
    await expect(engine.rows(forms)).rejects.toThrow('stopped')
    loaded.forgetFailure()
    expect(await recoveringEngine(loaded, () => songjiang(1)).rows(forms)).toEqual([{ n: 6 }])
  })

  it('says why an engine does not open, and tries again when asked to', async () => {
    let works = false
    const refusing = createLoadedEngine(() => (works ? lives.open() : Promise.reject(new Error('WebAssembly is not defined'))), noCluster)
    const engine = recoveringEngine(refusing, () => songjiang(1))
    await expect(engine.rows(forms)).rejects.toThrow('WebAssembly')
    works = true
    await expect(engine.rows(forms)).rejects.toThrow('WebAssembly')
    refusing.forgetFailure()
    expect(await engine.rows(forms)).toEqual([{ n: 6 }])
  })
})
