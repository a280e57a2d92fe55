import type { Ref } from 'vue'
import { parseSqlFile, toSqlFile } from '@/domain/sql-file.ts'
import { newId, type BenchLibrary, type PastRun, type SavedQuery } from './bench-library.ts'
import { download } from './download.ts'
import { datasetFingerprint, keptAnswer } from './pinned-run.ts'
import { useSession } from './session.ts'
import type { BenchTabs } from './use-bench-tabs.ts'
import type { StatementRun } from './use-bench.ts'
import { useWords } from './use-words.ts'

export interface BenchKeepingSource {
  readonly desktop: BenchTabs
  readonly library: BenchLibrary
  readonly runs: Ref<readonly StatementRun[]>
  readonly chosen: Ref<StatementRun | null>
  /** What the page tells the person about what was asked last; empty for nothing. */
  readonly notice: Ref<string>
}

/** The ways to keep queries and answers of the workbench, and to open again what was kept. */
export function useBenchKeeping({ desktop, library, runs, chosen, notice }: BenchKeepingSource) {
  const { t } = useWords()
  const session = useSession()
  const { active } = desktop

  function save(query: Omit<SavedQuery, 'changed'>): void {
    const isKept = library.save(query)
    if (isKept) desktop.change(active.value.id, { title: query.title, savedAs: query.id })
    notice.value = t(isKept ? 'sql.saved' : 'sql.not_kept')
  }
  function openSaved(query: SavedQuery): void {
    desktop.open(query.text, query.title, { savedAs: query.id, chart: query.chart })
  }
  function exportSaved(): void {
    download('jilan-queries.sql', new Blob([toSqlFile(library.saved.value)], { type: 'application/sql;charset=utf-8' }))
  }
  async function importFiles(files: readonly File[]): Promise<void> {
    const said: string[] = []
    let count = 0
    for (const file of files) {
      const queries = parseSqlFile(await file.text(), file.name)
      if (queries.length === 0) said.push(t('sql.library.nothing_in_file', { name: file.name }))
      for (const query of queries) {
        if (!library.save({ id: newId(), ...query })) {
          said.push(t('sql.not_kept'))
          break
        }
        count += 1
      }
    }
    notice.value = [t('sql.library.imported', { n: count }), ...said].join(' ')
  }
  const openPast = (past: PastRun) => desktop.open(past.text)

  async function pinResult(): Promise<void> {
    const one = chosen.value
    const dataset = session.current.value
    if (!one || !dataset) return
    const answer = await keptAnswer(one)
    if (!answer) {
      notice.value = t('sql.pin_too_large')
      return
    }
    const before = runs.value.slice(0, runs.value.indexOf(one) + 1).map(({ sent }) => sent).join(';\n')
    const kept = library.pin({ id: newId(), title: active.value.title, text: active.value.text, sent: before, chart: active.value.chart, dataset: dataset.id, fingerprint: datasetFingerprint(dataset.manifest), at: Date.now(), rowCount: one.rows, answer })
    notice.value = kept ? t('sql.pinned') : t('sql.not_kept')
  }

  return { save, openSaved, exportSaved, importFiles, openPast, pinResult }
}
