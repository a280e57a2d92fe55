import { usePageWidth } from '@/composables/use-page-width.ts'
import type { TableColumn } from '@/domain/table-column.ts'

/** On a narrow page the department stands behind the figures, so that they show beside the project. */
export function useDepartmentLast() {
  const width = usePageWidth()
  return <Row>(columns: readonly TableColumn<Row>[]): readonly TableColumn<Row>[] =>
    width.value < 720 ? [...columns.filter(({ key }) => key !== 'department'), ...columns.filter(({ key }) => key === 'department')] : columns
}
