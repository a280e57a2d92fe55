import { basicExamples } from './basic-examples.ts'
import { budgetExamples } from './budget-examples.ts'
import type { ExampleQuery } from './example-query.ts'
import { indicatorExamples } from './indicator-examples.ts'
import { shapeExamples } from './shape-examples.ts'
import { windowExamples } from './window-examples.ts'

/** All worked examples of the workbench, simple ones first. */
export const exampleQueries: readonly ExampleQuery[] = [...basicExamples, ...budgetExamples, ...indicatorExamples, ...windowExamples, ...shapeExamples]
