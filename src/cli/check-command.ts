import { readFile } from 'node:fs/promises'
import { rules, severityLabels } from '@/domain/checks.ts'
import type { Language } from '@/domain/label.ts'
import { parseRuleSet, type RuleSet } from '@/domain/rule-set.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Finding } from '@/queries/checks/check.ts'
import { askFindings, wholeScope } from '@/queries/findings.ts'
import { loadDatasetFolder } from './folder-files.ts'
import type { Streams } from './print.ts'
import { UsageError } from './usage-error.ts'

export interface CheckCall {
  readonly folder: string
  readonly format: 'text' | 'json'
  readonly rules: string | null
  readonly language: Language
}

async function readRules(path: string | null): Promise<RuleSet> {
  if (path === null) return defaultRuleSet
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--rules ${path} can't be read. Give a rule set as JSON, such as data/rules/default.json.`)
  })
  const { ruleSet, problems } = parseRuleSet(text)
  if (ruleSet) return ruleSet
  throw new UsageError(`--rules ${path} is no rule set:\n${problems.map((problem) => `  ${problem.path || '(root)'}: ${problem.message}`).join('\n')}\nSee data/rules/default.json for one.`)
}

async function printJson(findings: readonly Finding[], language: Language, { out }: Streams): Promise<void> {
  const lines = findings.map(({ rule, severity, form_id, project, department, year, seq, message, values }) => JSON.stringify({ rule, severity, form_id, project, department, year, seq, message: message[language], values }))
  await out(lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`)
}

async function printText(findings: readonly Finding[], language: Language, { out }: Streams): Promise<void> {
  const lines = findings.map(({ rule, severity, project, department, year, seq, message }) => {
    const place = [year, department, project, seq === null ? null : `#${seq}`].filter((part) => part !== null).join(' · ')
    return `${severityLabels[severity][language]}  ${rule}  ${place}: ${message[language]}`
  })
  const counts = new Map<Finding['rule'], number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const sums = [...counts].map(([rule, count]) => `${String(count).padStart(7)}  ${rule}  ${rules[rule].label[language]}`)
  const total = language === 'zh' ? `共 ${findings.length} 条` : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`
  await out(`${[...lines, ...(sums.length > 0 ? ['', ...sums] : []), total].join('\n')}\n`)
}

/** `check`: the findings on the quality of the self-evaluations in a dataset folder. Findings are an answer, so the exit code is 0. */
export async function check(call: CheckCall, streams: Streams): Promise<number> {
  const ruleSet = await readRules(call.rules)
  const engine = await openNativeEngine()
  try {
    await loadDatasetFolder(engine, call.folder)
    const findings = await askFindings(engine, wholeScope(ruleSet))
    await (call.format === 'json' ? printJson : printText)(findings, call.language, streams)
    return 0
  } finally {
    await engine.close()
  }
}
