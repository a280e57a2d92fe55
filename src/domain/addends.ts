import { measures, type MeasureForm, type MeasureName } from './measures.ts'

/**
 * What of a row is added up: the pieces that measures are made of. column: the column, or the difference of two.
 * product: a score times the money it is weighted by. given: that money where there is a score. truth: 1 where it holds.
 */
export type Addend =
  | { readonly kind: 'column'; readonly column: string; readonly minus?: string }
  | { readonly kind: 'product'; readonly column: string; readonly weight: string }
  | { readonly kind: 'given'; readonly column: string; readonly given: string }
  | { readonly kind: 'truth'; readonly column: string }

/** A name of an addend that no other has. */
export function addendKey(addend: Addend): string {
  switch (addend.kind) {
    case 'column':
      return addend.minus === undefined ? addend.column : `${addend.column} - ${addend.minus}`
    case 'product':
      return `${addend.column} * ${addend.weight}`
    case 'given':
      return `${addend.column} where ${addend.given}`
    case 'truth':
      return `is ${addend.column}`
  }
}

/** Decimals behind the point of an addend and of its sums. */
export function addendScale({ kind }: Addend): number {
  return kind === 'product' ? 4 : kind === 'truth' ? 0 : 2
}

/** The addends of a form of measure; those of a mean and its weights, of a ratio's two sums. Counts have none. */
export function addendsOf(form: MeasureForm): readonly Addend[] {
  switch (form.kind) {
    case 'sum':
      return [{ kind: 'column', column: form.plus, ...(form.minus === undefined ? {} : { minus: form.minus }) }]
    case 'sum-of':
      return [{ kind: 'column', column: form.column }]
    case 'mean':
      return form.weight === undefined ? [{ kind: 'column', column: form.column }] : [{ kind: 'product', column: form.column, weight: form.weight }, { kind: 'given', column: form.weight, given: form.column }]
    case 'share':
      return [{ kind: 'truth', column: form.column }]
    case 'ratio':
      return [...addendsOf(measures[form.of].form), ...addendsOf(measures[form.over].form)]
    case 'distinct':
    case 'rows':
    case 'masked-cuts':
      return []
  }
}

/** Every addend of the measures of one table, each once. */
export function addendsOfFact(fact: 'project_year' | 'indicator'): readonly Addend[] {
  const names = Object.keys(measures) as MeasureName[]
  const all = names.filter((name) => measures[name].fact === fact).flatMap((name) => addendsOf(measures[name].form))
  return [...new Map(all.map((addend) => [addendKey(addend), addend])).values()]
}
