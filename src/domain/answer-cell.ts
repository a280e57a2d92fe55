/** Whether an engine's name of a type, in capitals, is one of its number types. */
export function isNumberType(type: string): boolean {
  return /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|DECIMAL.*|FLOAT|REAL|DOUBLE)$/.test(type)
}

/**
 * A cell of an answer as people read it: numbers with commas and a minus, years and the like as they are.
 * The exact text is in `data-value`, copies and exports.
 */
export function answerCellText<T extends string | null | undefined>({ name, type }: { readonly name: string; readonly type: string }, text: T): T | string {
  if (!text || !isNumberType(type) || /(^|_)(year|id|seq|no)$|年/i.test(name)) return text
  const match = /^(-?)(\d{4,})(\.\d+)?$/.exec(text)
  return match ? `${match[1] ? '−' : ''}${(match[2] ?? '').replaceAll(/\B(?=(\d{3})+$)/g, ',')}${match[3] ?? ''}` : text.replace(/^-(?=\d)/, '−')
}
