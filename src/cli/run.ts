import { DatasetError } from '@/dataset/dataset-error.ts'
import type { Label } from '@/domain/label.ts'
import { QueryError } from '@/engine/engine.ts'
import { oneOf, parseCall, required, type Call } from './call.ts'
import { helpText, usageLine } from './help.ts'
import { processStreams, type Streams } from './print.ts'
import { UsageError } from './usage-error.ts'

async function runQuery(call: Call, streams: Streams): Promise<number> {
  const format = oneOf(call, 'format', ['table', 'csv', 'json'])
  const [folder, text, ...more] = call.inputs
  const file = call.options.get('file')
  if (folder === undefined || more.length > 0 || (text === undefined) === (file === undefined)) {
    throw new UsageError(`query takes a dataset folder and one SQL statement: as an argument, or with --file.\n${usageLine('query')}`)
  }
  const { query } = await import('./query-command.ts')
  return query({ folder, sql: file === undefined ? { text: text ?? '' } : { file }, format }, streams)
}

/** "中文|English", or one text for both. */
function bilingual(text: string | undefined): Label | null {
  const [zh = '', en = zh] = (text ?? '').split('|').map((part) => part.trim())
  return zh === '' ? null : { zh, en: en || zh }
}

async function runConvert(call: Call, streams: Streams): Promise<number> {
  if (call.inputs.length === 0) throw new UsageError(`convert takes at least one file or folder.\n${usageLine('convert')}`)
  const region = call.options.get('region')?.normalize('NFC').trim() ?? ''
  const ready = {
    inputs: call.inputs,
    out: required(call, 'out'),
    format: oneOf(call, 'format', ['parquet', 'csv']),
    region: region === '' ? null : region,
    title: bilingual(call.options.get('title')),
    description: bilingual(call.options.get('description')),
    report: call.options.get('report') ?? null,
    language: oneOf(call, 'lang', ['zh', 'en']),
  }
  const { convert } = await import('./convert-command.ts')
  return convert(ready, streams)
}

async function runCheck(call: Call, streams: Streams): Promise<number> {
  const [folder, ...more] = call.inputs
  if (folder === undefined || more.length > 0) throw new UsageError(`check takes one dataset folder.\n${usageLine('check')}`)
  const ready = { folder, format: oneOf(call, 'format', ['text', 'json']), rules: call.options.get('rules') ?? null, language: oneOf(call, 'lang', ['zh', 'en']) }
  const { check } = await import('./check-command.ts')
  return check(ready, streams)
}

async function runGenerate(call: Call, streams: Streams): Promise<number> {
  if (call.inputs.length > 0) throw new UsageError(`generate takes options only; "${call.inputs[0]}" is not one.\n${usageLine('generate')}`)
  const years = required(call, 'years')
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(years)
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])]
  if (!match || from > to || from < 1990 || to > 2100) throw new UsageError(`--years ${years} is not a span of years; write 2014-2025, within 1990 to 2100.`)
  const projects = required(call, 'projects')
  if (!/^[1-9]\d{0,5}$/.test(projects)) throw new UsageError(`--projects ${projects} is not a whole number from 1 to 999999.`)
  const seed = required(call, 'seed')
  if (!/^\d{1,15}$/.test(seed)) throw new UsageError(`--seed ${seed} is not a whole number of up to 15 digits.`)
  const ready = { from, to, projects: Number(projects), seed: String(Number(seed)), out: required(call, 'out'), format: oneOf(call, 'format', ['parquet', 'csv']) }
  const { generate } = await import('./generate-command.ts')
  return generate(ready, streams)
}

async function runPublish(call: Call, streams: Streams): Promise<number> {
  const [folder, ...more] = call.inputs
  if (folder === undefined || more.length > 0) throw new UsageError(`publish takes one dataset folder.\n${usageLine('publish')}`)
  const engine = required(call, 'engine')
  if (!/^https?:\/\/[^/?#]+\/?$/.test(engine)) throw new UsageError(`--engine ${engine} is not the address of a coordinator, such as http://127.0.0.1:8090.`)
  const [schema, catalog] = [required(call, 'schema'), call.options.get('catalog') ?? 'lake']
  for (const name of [schema, catalog]) if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new UsageError(`"${name}" is no name of a schema or catalog: lower-case letters, digits and _.`)
  const year = call.options.get('year')
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new UsageError(`--year ${year} is not a year.`)
  const { publish } = await import('./publish-command.ts')
  return publish(
    { folder, engine, schema, catalog, user: call.options.get('user') ?? 'publisher', year: year === undefined ? null : Number(year), warehouse: call.options.get('warehouse') ?? null, out: call.options.get('out') ?? schema },
    streams,
  )
}

const commands: Readonly<Record<Call['command'], (call: Call, streams: Streams) => Promise<number>>> = {
  convert: runConvert,
  check: runCheck,
  query: runQuery,
  generate: runGenerate,
  publish: runPublish,
}

/** Runs one call of the command line and gives its exit code (CONTRACT.md): 0 done, 1 wrong use, 2 some input rejected. */
export async function run(words: readonly string[], streams: Streams = processStreams): Promise<number> {
  try {
    const call = parseCall(words)
    if ('help' in call) {
      await streams.out(helpText(call.help ?? undefined))
      return 0
    }
    return await commands[call.command](call, streams)
  } catch (error) {
    // The reader of a pipe has enough, as `head` has.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
    if (error instanceof UsageError) {
      streams.error(`${error.message}\n`)
      return 1
    }
    if (error instanceof DatasetError) {
      streams.error(`${error.message}\n`)
      return 2
    }
    if (error instanceof QueryError && error.advice) {
      streams.error(`${error.message}\n${error.advice.en}\n`)
      return 1
    }
    streams.error(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  }
}
