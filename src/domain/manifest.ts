import * as z from 'zod/mini'
import { tableNames } from './tables.ts'

const label = z.union([z.pipe(z.string().check(z.minLength(1)), z.transform((text) => ({ zh: text, en: text }))), z.strictObject({ zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) })])

/** Whether a path means one file of its folder, as an address and on every file system. */
function isInside(path: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u001F\\:]|\p{Surrogate}/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** Relative to the manifest, `/` between folders. */
const path = z.string().check(z.refine(isInside, 'a path inside the dataset'))
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const manifestFile = z.object({
  path,
  table: z.enum(tableNames),
  /** The year that the file holds where a table is split by year. */
  year: z._default(z.nullable(z.int()), null),
  bytes: z.int().check(z.nonnegative()),
  sha256,
})

/** The version of the files made for speed; those of another are made again. */
export const derivedVersion = 3

/** Files made from the tables for speed. `madeFrom` is the content hash of the tables (content-hash.ts) that they were made from. */
const derived = z.object({
  version: z.int(),
  madeFrom: sha256,
  files: z.array(z.object({ path, kind: z.string().check(z.minLength(1)), year: z._default(z.nullable(z.int()), null), bytes: z.int().check(z.nonnegative()), sha256 })),
})

const name = z.string().check(z.regex(/^\w+$/))

/** A dataset that lies in a cluster: the site's own path that leads to it, and where it is there. Never an address or a secret. */
const datasetEngine = z.strictObject({
  kind: z.literal('trino'),
  path: z.string().check(z.regex(/^(?:[\w-]+\/)+$/)),
  catalog: name,
  schema: name,
  /** What was published when this was written; another means that it was published again since. */
  published: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
})

/** manifest.json of a dataset folder (DATA.md §2). A title is one text or a text a language. */
export const manifestSchema = z
  .object({
    version: z._default(z.literal(1), 1),
    title: label,
    description: z.optional(label),
    region: z._default(z.nullable(z.string()), null),
    synthetic: z._default(z.boolean(), false),
    years: z.array(z.int()),
    rows: z.object({ project_year: z.int().check(z.nonnegative()), fund_source: z._default(z.int().check(z.nonnegative()), 0), indicator: z._default(z.int().check(z.nonnegative()), 0) }),
    files: z.array(manifestFile),
    /** What can't be read here is as good as absent: it can always be made again. */
    // oxlint-disable-next-line promise/valid-params
    derived: z.catch(z.optional(derived), undefined),
    engine: z.optional(datasetEngine),
  })
  .check(z.refine(({ files, engine }) => files.length > 0 || engine !== undefined, { path: ['files'], message: 'no file and no engine' }))

export type Manifest = z.infer<typeof manifestSchema>
export type DatasetEngine = NonNullable<Manifest['engine']>
export type ManifestFile = Manifest['files'][number]
export type DerivedFile = NonNullable<Manifest['derived']>['files'][number]

/** The rows of all tables together. */
export function rowCount({ rows }: Pick<Manifest, 'rows'>): number {
  return rows.project_year + rows.fund_source + rows.indicator
}
