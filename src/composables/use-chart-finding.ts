import { findingsOf, namingColumns } from '@/domain/chart-finding.ts'
import { exactText, type TableColumn } from '@/domain/table-column.ts'
import { useFormat } from './use-format.ts'
import { useWords } from './use-words.ts'

/** What a chart shows, in words of the page's language, for those who can't see it. '' where it shows nothing. */
export function useChartFinding() {
  const { t } = useWords()
  const { moneyText } = useFormat()
  return <Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string => {
    const names = namingColumns(columns)
    const plain = (column: TableColumn<Row>, row: Row) => column.text?.(row) ?? exactText(column.value(row))
    const shown = (column: TableColumn<Row>, row: Row) => (column.kind === 'money' ? moneyText(exactText(column.value(row)) || null) : plain(column, row))
    const name = (row: Row) => names.map((column) => plain(column, row)).join(' ')
    const parts = findingsOf(columns, rows).map(({ kind, column, from, to, highest }) =>
      t(`common.finding.${kind}`, { label: column.label, from: name(from), from_value: shown(column, from), to: name(to), to_value: shown(column, to), high: name(highest), high_value: shown(column, highest) }),
    )
    return parts.length === 0 ? '' : `${parts.join(t('common.finding.and'))}${t('common.finding.end')}`
  }
}
