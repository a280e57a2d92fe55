import type { Engine } from '@/engine/engine.ts'
import { writeCellFile } from '@/rollups/cell-file.ts'
import { makeForms } from '@/rollups/forms/make-forms.ts'
import { makeHistory } from '@/rollups/history/make-history.ts'
import type { ProjectStatements } from '@/rollups/history/project-answers.ts'
import type { PreparedFile, PreparedFiles } from '@/rollups/prepared-files.ts'

export interface MemoryPrepared extends PreparedFiles {
  readonly bytes: Map<string, Uint8Array<ArrayBuffer>>
}

/** The forms and histories of an engine's dataset as files in memory, small enough to be split. */
export async function preparedForms(engine: Engine, ofProjects?: ProjectStatements): Promise<MemoryPrepared> {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>()
  const files: PreparedFile[] = []
  const keep = (file: PreparedFile, content: Uint8Array<ArrayBuffer>) => {
    files.push(file)
    bytes.set(file.path, content)
  }
  for await (const { path, kind, year, table } of makeForms(engine, { splitOver: 20 })) keep({ path, kind, year }, writeCellFile(table))
  for await (const file of makeHistory(engine, { blockLetters: 2000, partBytes: 1500, ...(ofProjects ? { ofProjects } : {}) })) keep({ path: file.path, kind: file.kind, year: null }, file.kind === 'history' ? file.bytes : writeCellFile(file.table))
  const contentOf = (path: string) => {
    const content = bytes.get(path)
    if (!content) throw new Error(`no ${path}`)
    return content
  }
  return { files, bytes, read: async (path) => contentOf(path).slice(), readRange: async (path, from, to) => contentOf(path).slice(from, to) }
}
