import type { Engine } from '@/engine/engine.ts'
import { readCellFile, writeCellFile } from '@/rollups/cell-file.ts'
import type { CellTable } from '@/rollups/cell-table.ts'
import { toFormsCells } from '@/rollups/forms/forms-cells.ts'
import { createScopes } from '@/rollups/forms/form-scope.ts'
import { makeForms } from '@/rollups/forms/make-forms.ts'
import { toReasons } from '@/rollups/forms/form-reasons.ts'
import type { FormsSource } from '@/queries/from-forms/form-answer.ts'

/** The forms of an engine by way of their files' bytes. */
export async function openForms(engine: Engine, splitOver = 20): Promise<FormsSource> {
  const tables: { kind: string; table: CellTable }[] = []
  for await (const { kind, table } of makeForms(engine, { splitOver })) tables.push({ kind, table: readCellFile(writeCellFile(table)) })
  const of = (kind: string) => tables.filter((each) => each.kind === kind).map(({ table }) => table)
  const [places] = of('places')
  if (!places) throw new Error('no forms were made')
  const cells = toFormsCells(places, of('forms'))
  return { cells, scope: createScopes(cells), reasons: async () => toReasons(of('forms'), of('reasons')) }
}
