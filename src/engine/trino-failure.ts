import type { Label } from '@/domain/label.ts'
import { QueryError } from './engine.ts'
import type { TrinoError } from './trino-reply.ts'

/** Errors of a node, not of the statement: it may be asked again. */
const passing = new Set(['NO_NODES_AVAILABLE', 'PAGE_TRANSPORT_ERROR', 'PAGE_TRANSPORT_TIMEOUT', 'REMOTE_HOST_GONE', 'REMOTE_TASK_ERROR', 'REMOTE_TASK_MISMATCH', 'SERVER_SHUTTING_DOWN', 'SERVER_STARTING_UP'])

/** The statement was lost with a node of the cluster; nothing is known of its answer. */
export class LostStatementError extends QueryError {}

const advices: readonly (readonly [RegExp, Label])[] = [
  [/^(CATALOG|SCHEMA|TABLE)_NOT_FOUND$/, { zh: '集群里没有这份数据：它可能没有发布，或者清单里的目录、模式写错了。请重新发布，或改正清单。', en: 'The cluster has no such data: it may not be published, or the manifest names another catalog or schema. Publish it again, or correct the manifest.' }],
  [/^(COLUMN_NOT_FOUND|TYPE_MISMATCH|HIVE_INVALID_PARTITION_VALUE|HIVE_BAD_DATA|HIVE_PARTITION_SCHEMA_MISMATCH|INVALID_VIEW|VIEW_IS_STALE|VIEW_IS_RECURSIVE|HIVE_CURSOR_ERROR|HIVE_FILESYSTEM_ERROR)$/, { zh: '语句和集群里的表对不上：请检查列名；如果语句是本页自己的，那么表在发布之后被改过，请重新发布。', en: 'The statement and the tables in the cluster do not fit: check the names of columns; if the statement is this page’s own, the tables were changed since they were published: publish again.' }],
  [/^PERMISSION_DENIED$/, { zh: '这个网站的集群用户没有权限。请让集群的管理员给它读这份数据的权限。', en: 'The cluster user of this site lacks the right. Ask the cluster’s administrator to let it read this data.' }],
  [/^EXCEEDED_/, { zh: '这个问题超过了集群对一条语句的限制。请把范围缩小，例如少选几年或一个部门。', en: 'The question is over the cluster’s limit for one statement. Narrow it, for example to fewer years or one department.' }],
  [/^(SYNTAX_ERROR|FUNCTION_NOT_FOUND|NOT_SUPPORTED|EXPRESSION_NOT_AGGREGATE|MISSING_GROUP_BY|INVALID_FUNCTION_ARGUMENT)$/, { zh: '这份数据由 Trino 回答，它的 SQL 和 DuckDB 的不尽相同。请按 Trino 的写法改写。', en: 'This data is answered by Trino, whose SQL differs from DuckDB’s. Write it as Trino does.' }],
  [/^(QUERY_QUEUE_FULL|CLUSTER_OUT_OF_MEMORY|GENERIC_INSUFFICIENT_RESOURCES)$/, { zh: '集群现在太忙。请过一会儿再试。', en: 'The cluster is too busy now. Try again in a while.' }],
]

const lost: Label = { zh: '集群的一个节点中断了，这个问题没有答完。请再试一次。', en: 'A node of the cluster went away before the question was answered. Try again.' }
export const unreachable: Label = { zh: '连不上查询引擎。请检查集群是否在运行、网站的 --engine 是否指向它。', en: 'The engine can’t be reached. Check that the cluster runs and that the site’s --engine points to it.' }
export const tooLarge: Label = { zh: '答案太大，网页放不下。请加上条件或 LIMIT，或者用命令行导出。', en: 'The answer is larger than the page can hold. Add conditions or a LIMIT, or export it by the command line.' }
export const readOnly: Label = { zh: '这份数据在集群里，网页只读不写。请用命令行 publish 更新它。', en: 'This data lives in the cluster and the page only reads it. Update it with the command publish.' }

/** What Trino said went wrong, with the place in the text and what to do. */
export function toQueryError(error: TrinoError, text: string): QueryError {
  const message = error.message ?? error.errorName
  if (passing.has(error.errorName)) return new LostStatementError(message, text, { advice: lost, code: error.errorName })
  const advice = advices.find(([names]) => names.test(error.errorName))?.[1]
  const place = error.errorLocation
  return new QueryError(message, text, { code: error.errorName, ...(advice ? { advice } : {}), ...(place ? { position: { line: place.lineNumber, column: place.columnNumber } } : {}) })
}

/** A statement that the coordinator no longer knows, such as after its restart. */
export function forgotten(text: string): LostStatementError {
  return new LostStatementError('the coordinator no longer knows this statement', text, { advice: lost })
}
