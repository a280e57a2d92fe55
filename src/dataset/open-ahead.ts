import { toContentHash } from '@/domain/content-hash.ts'
import { derivedVersion, type DerivedFile, type Manifest } from '@/domain/manifest.ts'
import type { Prepared } from '@/rollups/answerer.ts'
import { readCellFile } from '@/rollups/cell-file.ts'
import { openCells, type OpenCells } from '@/rollups/open-cells.ts'
import { readAnswers } from '@/rollups/prepared-answers.ts'
import { checkFile, type DatasetFiles } from './dataset-files.ts'

/** What was made ahead of a dataset: at hand now, and the tables and answers that few questions need, read when one does. */
export interface OpenedAhead extends Prepared {
  /** Rejects where they can't be read. */
  readonly later: () => Promise<Prepared>
}

/** Tables as large as texts or departments by level are many. */
const laterPaths: ReadonlySet<string> = new Set(['derived/by-level3.jlnc', 'derived/by-department-level.jlnc'])

/** The files made for speed of exactly these tables; none where they are of others, or of another version. */
export function filesAhead(manifest: Manifest): readonly DerivedFile[] {
  const { derived } = manifest
  return derived?.version === derivedVersion && derived.madeFrom === toContentHash(manifest) ? derived.files : []
}

async function readAhead(files: DatasetFiles, file: DerivedFile, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await files.read(file.path, signal ? { signal } : {})
  await checkFile(file, bytes)
  return bytes
}

function tablesOf(files: DatasetFiles, wanted: readonly DerivedFile[], signal?: AbortSignal): Promise<readonly OpenCells[]> {
  return Promise.all(wanted.map(async (file) => openCells(readCellFile(await readAhead(files, file, signal)))))
}

async function preparedOf(files: DatasetFiles, wanted: Readonly<Record<'tables' | 'answers', readonly DerivedFile[]>>, signal?: AbortSignal): Promise<Prepared> {
  const answers = Promise.all(wanted.answers.map(async (file) => readAnswers(await readAhead(files, file, signal))))
  const [tables, found] = await Promise.all([tablesOf(files, wanted.tables, signal), answers])
  return { tables, answers: new Map(found.flatMap((each) => [...each])) }
}

/** Reads what was made ahead for the first picture. Null where there is nothing, or not what the manifest promises: it is made anew then. */
export async function openAhead(manifest: Manifest, files: DatasetFiles, signal?: AbortSignal): Promise<OpenedAhead | null> {
  const ahead = filesAhead(manifest)
  const rollups = ahead.filter((file) => file.kind === 'rollup')
  if (rollups.length === 0) return null
  try {
    const ofKind = (kind: string) => ahead.filter((file) => file.kind === kind)
    const first = { tables: rollups.filter((file) => !laterPaths.has(file.path)), answers: ofKind('answers') }
    const rest = { tables: rollups.filter((file) => laterPaths.has(file.path)), answers: ofKind('answers-later') }
    let later: Promise<Prepared> | null = null
    return { ...(await preparedOf(files, first, signal)), later: () => (later ??= preparedOf(files, rest)) }
  } catch {
    signal?.throwIfAborted()
    return null
  }
}
