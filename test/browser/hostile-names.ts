import { writeFile, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addRows, openBase, writeBuilt } from '../../src/dataset/build-dataset.ts'
import { toFormId, toProjectId } from '../../src/domain/project-id.ts'
import type { FundSourceRow, IndicatorRow, ProjectYearRow } from '../../src/domain/rows.ts'
import { parseTarget } from '../../src/domain/target.ts'
import { openNativeEngine } from '../../src/engine/duckdb-native.ts'
import { askedAhead } from '../../src/queries/asked-ahead.ts'

/** Names that mean something to HTML, ECharts, vue-i18n, printf, spreadsheets, SQL or JavaScript, or that are hard to draw. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(2)</script>',
  '<svg onload=alert(3)><b>粗</b>',
  '"></td></table><iframe src="https://outside.example/"></iframe>',
  '&lt;b&gt;&amp;&nbsp;',
  '{a|富文本}',
  '{b}：{c}（{d}%）',
  '%s %d {0} {name} ${x}',
  '@:common.nav.overview',
  "@.upper:x {'@'} | 一 | 多",
  '=HYPERLINK("https://outside.example","点")',
  '-2+3',
  "'; DROP TABLE project_year; --",
  'javascript:alert(4)',
  '%3Cb%3E 100% #/?a=b&c=d',
  '\u202Etfel ot thgir\u202C 从右到左',
  '\u200F\u200Bא零\u200B宽\u200D度\uFEFF',
  '孤\uD800立',
  '两\n行\t格\r\n尾',
  '__proto__',
  'constructor',
  'toString',
  '😀👨‍👩‍👧 ẗ̷̢̛̗́e̵x̶t',
  '长'.repeat(10_000),
  'W'.repeat(10_000),
]

/** A text as the tables hold it: half a character is none in UTF-8. */
export function asStored(name: string): string {
  return Buffer.from(name).toString()
}

const years = [2021, 2022, 2023]

/** Three years of forms in which every name is hostile: region, department, unit, project, levels, target, reason, file. */
function rowsOf(names: readonly string[]) {
  const project_year: ProjectYearRow[] = []
  const fund_source: FundSourceRow[] = []
  const indicator: IndicatorRow[] = []
  names.forEach((_, place) => {
    const other = (step: number) => asStored(names[(place + step) % names.length] ?? '')
    const who = { region: other(2), department: other(0), unit: other(1), project: other(0) }
    const projectId = toProjectId(who)
    for (const year of years) {
      const formId = toFormId(projectId, year)
      // Cut by a third and fully spent: every list of cuts, masked cuts and findings has it.
      const amounts = { initial_budget: `${place + 9}0000.00`, full_year_budget: `${place + 6}0000.00`, executed: `${place + 6}0000.00` }
      project_year.push({ year, ...who, ...amounts, execution_weight: '10.00', execution_rate_percent: '100.00', execution_score: '10.00', total_weight: '100.00', total_score: `${60 + place}.00`, expected_goal: other(3), actual_goal: other(3), project_id: projectId, form_id: formId, source_kind: 'csv', source_name: other(4), source_locator: other(5) })
      fund_source.push({ form_id: formId, source: other(0), ...amounts })
      const levels = [['产出指标', '数量指标'], ['效益指标', other(1)], [other(1), other(2)]] as const
      levels.forEach(([level1, level2], index) => {
        const target = index === 0 ? `≥${year - 2000}次` : other(6)
        const actual = index === 0 ? '12次' : other(7)
        indicator.push({ form_id: formId, seq: index + 1, level1, level2, level3: other(0), target, actual, weight: '30.00', score: '25.00', deviation_reason: other(8), ...parseTarget(target, actual) })
      })
    }
  })
  return { project_year, fund_source, indicator }
}

/** Writes the dataset of hostile names, as Parquet, into a folder. */
export async function writeHostileDataset(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  const engine = await openNativeEngine()
  try {
    await openBase(engine, null)
    await addRows(engine, rowsOf(hostileNames), false)
    const title = asStored(hostileNames.slice(0, 9).join(' '))
    await writeBuilt(engine, { title: { zh: title, en: title }, synthetic: false, askedAhead }, {
      write: async (path, bytes) => {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), bytes)
      },
    })
  } finally {
    await engine.close()
  }
}
