import type { TableColumn } from '@/domain/table-column.ts'
import { toPlainNumber } from '@/domain/number-text.ts'
import { useFormat, type MoneyScale } from './use-format.ts'
import { useWords } from './use-words.ts'

/** Columns as every table of the page shows them: one way for amounts, shares, points, counts and texts. */
export function useColumns() {
  const { t } = useWords()
  const format = useFormat()
  const label = (key: string) => t(`column.${key}`)
  return {
    text: <K extends string>(key: K, more: Partial<TableColumn<{ readonly [P in K]: string | null }>> = {}): TableColumn<{ readonly [P in K]: string | null }> => ({
      key,
      label: label(key),
      value: (row) => row[key],
      ...more,
    }),
    year: (): TableColumn<{ readonly year: number }> => ({ key: 'year', label: label('year'), align: 'end', value: (row) => row.year }),
    count: <K extends string>(key: K, more: Partial<TableColumn<{ readonly [P in K]: number }>> = {}): TableColumn<{ readonly [P in K]: number }> => ({
      key,
      label: label(key),
      align: 'end',
      kind: 'count',
      value: (row) => row[key],
      text: (row) => format.number(row[key]),
      ...more,
    }),
    money: <K extends string>(key: K, scale: MoneyScale, more: Partial<TableColumn<{ readonly [P in K]: string | null }>> = {}): TableColumn<{ readonly [P in K]: string | null }> => ({
      key,
      label: label(key),
      align: 'end',
      kind: 'money',
      value: (row) => row[key],
      text: (row) => format.scaled(row[key], scale),
      hint: (row) => format.exactMoney(row[key]),
      ...more,
    }),
    share: <K extends string>(key: K, more: Partial<TableColumn<{ readonly [P in K]: number | null }>> = {}): TableColumn<{ readonly [P in K]: number | null }> => ({
      key,
      label: label(key),
      align: 'end',
      kind: 'share',
      value: (row) => (row[key] === null ? null : toPlainNumber(row[key])),
      text: (row) => format.share(row[key]),
      ...more,
    }),
    mean: <K extends string>(key: K, more: Partial<TableColumn<{ readonly [P in K]: number | null }>> = {}): TableColumn<{ readonly [P in K]: number | null }> => ({
      key,
      label: label(key),
      align: 'end',
      value: (row) => (row[key] === null ? null : toPlainNumber(row[key])),
      text: (row) => format.number(row[key], 1),
      ...more,
    }),
    points: <K extends string>(key: K, more: Partial<TableColumn<{ readonly [P in K]: string | null }>> = {}): TableColumn<{ readonly [P in K]: string | null }> => ({
      key,
      label: label(key),
      align: 'end',
      kind: 'points',
      value: (row) => row[key],
      text: (row) => (row[key] === null ? '' : format.number(Number(row[key]), 2)),
      ...more,
    }),
    label,
  }
}
