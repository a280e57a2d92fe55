import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SyntheticForm } from '@/dataset/synthetic/form.ts'
import { syntheticForms, type SyntheticRequest } from '@/dataset/synthetic/synthetic-forms.ts'
import { writeDataset, type DatasetFormat } from '@/dataset/write-dataset.ts'
import { openNativeEngine, type NativeEngine } from '@/engine/duckdb-native.ts'
import { askedAhead } from '@/queries/asked-ahead.ts'
import { addRows, createCanonicalTables } from './canonical-tables.ts'
import { checkOutputFolder, replaceFolder } from './output-folder.ts'
import { progressBar, type Streams } from './print.ts'

export interface GenerateCall extends SyntheticRequest {
  readonly out: string
  readonly format: DatasetFormat
}

const formsAtOnce = 4_000

async function addForms(engine: NativeEngine, forms: readonly SyntheticForm[]): Promise<void> {
  await addRows(engine, 'project_year', forms.map((form) => form.projectYear))
  await addRows(engine, 'fund_source', forms.flatMap((form) => form.funds))
  await addRows(engine, 'indicator', forms.flatMap((form) => form.indicators))
}

/** `generate`: the fictional city as a dataset folder. Rows gather in a database file, so that size costs disk, not memory. */
export async function generate(call: GenerateCall, streams: Streams): Promise<number> {
  await checkOutputFolder(call.out)
  const scratch = await mkdtemp(join(tmpdir(), 'jilan-'))
  const engine = await openNativeEngine({ file: join(scratch, 'city.duckdb'), memoryLimit: '1GB' })
  const years = call.to - call.from + 1
  const bar = progressBar(streams, years * call.projects, 'generate')
  try {
    await createCanonicalTables(engine)
    let done = 0
    for (const { forms } of syntheticForms(call)) {
      let waiting: SyntheticForm[] = []
      for (const form of forms) {
        waiting.push(form)
        if (waiting.length < formsAtOnce) continue
        await addForms(engine, waiting)
        bar.step((done += waiting.length))
        waiting = []
      }
      await addForms(engine, waiting)
      bar.step((done += waiting.length))
    }
    const manifest = await replaceFolder(call.out, (output) =>
      writeDataset(
        engine,
        {
          title: { zh: '霁川市（虚构）', en: 'Jichuan (fictional)' },
          description: {
            zh: `由程序生成的虚构城市的项目支出绩效自评数据，人名、地名、单位均属虚构。generate --years ${call.from}-${call.to} --projects ${call.projects} --seed ${call.seed}`,
            en: `Self-evaluations of a city that does not exist, made by a program: generate --years ${call.from}-${call.to} --projects ${call.projects} --seed ${call.seed}`,
          },
          region: '霁川市',
          synthetic: true,
          format: call.format,
          askedAhead,
          mostInTableFile: 0,
        },
        output,
      ),
    )
    bar.end()
    const { project_year: forms, indicator } = manifest.rows
    streams.error(`${call.out}: ${forms} forms, ${indicator} indicators, ${call.from}–${call.to}, synthetic\n`)
    return 0
  } finally {
    await engine.close()
    await rm(scratch, { recursive: true, force: true })
  }
}
