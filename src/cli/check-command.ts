import { readFile } from 'node:fs/promises'
import { rules, severityLabels } from '@/domain/checks.ts'
import type { Language } from '@/domain/label.ts'
import { parseRuleSet, type RuleSet } from '@/domain/rule-set.ts'
import { defaultRuleSet } from '@/domain/rule-sets.ts'
import type { Engine } from '@/engine/engine.ts'
import { openNativeEngine } from '@/engine/duckdb-native.ts'
import type { Finding } from '@/queries/checks/check.ts'
import { askFindingsOf, checksOn, wholeScope } from '@/queries/findings.ts'
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

/** The findings rule by rule, so that those of a large dataset need not fit in one text. */
async function* findingsByRule(engine: Engine, ruleSet: RuleSet): AsyncGenerator<readonly Finding[]> {
  const scope = wholeScope(ruleSet)
  for (const { id } of checksOn(ruleSet)) yield askFindingsOf(engine, id, scope)
}

async function printJson(groups: AsyncIterable<readonly Finding[]>, language: Language, { out }: Streams): Promise<void> {
  let before = '[\n'
  for await (const findings of groups) {
    for (let start = 0; start < findings.length; start += 1000) {
      const lines = findings.slice(start, start + 1000).map(({ rule, severity, form_id, project, department, year, seq, message, values }) => JSON.stringify({ rule, severity, form_id, project, department, year, seq, message: message[language], values }))
      await out(before + lines.join(',\n'))
      before = ',\n'
    }
  }
  await out(before === '[\n' ? '[]\n' : '\n]\n')
}

function toLine({ rule, severity, project, department, year, seq, message }: Finding, language: Language): string {
  const place = [year, department, project, seq === null ? null : `#${seq}`].filter((part) => part !== null).join(' · ')
  return `${severityLabels[severity][language]}  ${rule}  ${place}: ${message[language]}\n`
}

async function printText(groups: AsyncIterable<readonly Finding[]>, language: Language, { out }: Streams): Promise<void> {
  const sums: string[] = []
  let total = 0
  for await (const findings of groups) {
    const [first] = findings
    if (!first) continue
    for (let start = 0; start < findings.length; start += 1000) await out(findings.slice(start, start + 1000).map((finding) => toLine(finding, language)).join(''))
    sums.push(`${String(findings.length).padStart(7)}  ${first.rule}  ${rules[first.rule].label[language]}\n`)
    total += findings.length
  }
  const end = language === 'zh' ? `共 ${total} 条` : `${total} ${total === 1 ? 'finding' : 'findings'}`
  await out(`${sums.length > 0 ? '\n' : ''}${sums.join('')}${end}\n`)
}

/** `check`: the findings on the quality of the self-evaluations in a dataset folder. Findings are an answer, so the exit code is 0. */
export async function check(call: CheckCall, streams: Streams): Promise<number> {
  const ruleSet = await readRules(call.rules)
  const engine = await openNativeEngine()
  try {
    await loadDatasetFolder(engine, call.folder)
    await (call.format === 'json' ? printJson : printText)(findingsByRule(engine, ruleSet), call.language, streams)
    return 0
  } finally {
    await engine.close()
  }
}
