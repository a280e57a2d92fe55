import * as z from 'zod/mini'
import { cellKinds, type CellColumn, type CellKind, type CellMeta, type CellTable } from './cell-table.ts'

/** The version of the layout; a file of another is made again. */
export const cellFileVersion = 1

export type CellFileFault = 'not-a-cell-file' | 'other-version' | 'cut-short' | 'wrong-header'

/** Bytes that are no cell file of this version. */
export class CellFileError extends Error {
  override readonly name = 'CellFileError'
  constructor(
    readonly fault: CellFileFault,
    options?: ErrorOptions,
  ) {
    super(fault, options)
  }
}

const magic = 'JLNC'
const preamble = 12
const meta: z.ZodMiniType<CellMeta> = z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(meta), z.record(z.string(), meta)]))
const headerSchema = z.strictObject({
  name: z.string(),
  rows: z.int().check(z.nonnegative()),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['u8', 'u16', 'u32', 'i32', 'f64', 'i64']),
      /** Left out where the column has a value a row. */
      length: z.optional(z.int().check(z.nonnegative())),
      nullable: z.optional(z.literal(true)),
    }),
  ),
  dictionaries: z.record(z.string(), z.array(z.nullable(z.string()))),
  meta: z.record(z.string(), meta),
})

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

function aligned(at: number): number {
  return Math.ceil(at / 8) * 8
}

/** The bytes of numbers, turned to little-endian and back on the rare machine that isn't. */
function littleEndian(bytes: Uint8Array, size: number): Uint8Array {
  if (isLittleEndian || size === 1) return bytes
  const turned = new Uint8Array(bytes)
  for (let at = 0; at < turned.length; at += size) turned.subarray(at, at + size).reverse()
  return turned
}

/**
 * A table as bytes: `JLNC`, the version and the header's length as u32, the header as JSON, then every column's numbers,
 * little-endian, each from a multiple of 8 bytes on. The same table gives the same bytes.
 */
export function writeCellFile(table: CellTable): Uint8Array<ArrayBuffer> {
  const columns = table.columns.map(({ name, kind, nullable, values }) => ({ name, kind, ...(values.length === table.rows ? {} : { length: values.length }), ...(nullable ? { nullable } : {}) }))
  const dictionaries = Object.fromEntries(Object.entries(table.dictionaries).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const header = new TextEncoder().encode(JSON.stringify({ name: table.name, rows: table.rows, columns, dictionaries, meta: table.meta }))
  const starts: number[] = []
  let end = aligned(preamble + header.length)
  for (const { values } of table.columns) {
    starts.push(end)
    end = aligned(end + values.byteLength)
  }
  const bytes = new Uint8Array(end)
  bytes.set(new TextEncoder().encode(magic))
  const view = new DataView(bytes.buffer)
  view.setUint32(4, cellFileVersion, true)
  view.setUint32(8, header.length, true)
  bytes.set(header, preamble)
  table.columns.forEach(({ kind, values }, index) => {
    bytes.set(littleEndian(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), cellKinds[kind].bytes), starts[index] ?? end)
  })
  return bytes
}

function readHeader(bytes: Uint8Array): { readonly header: z.infer<typeof headerSchema>; readonly end: number } {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 4)) !== magic) throw new CellFileError('not-a-cell-file')
  if (bytes.length < preamble) throw new CellFileError('cut-short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint32(4, true) !== cellFileVersion) throw new CellFileError('other-version')
  const end = preamble + view.getUint32(8, true)
  if (end > bytes.length) throw new CellFileError('cut-short')
  try {
    return { header: headerSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(preamble, end)))), end }
  } catch (cause) {
    throw new CellFileError('wrong-header', { cause })
  }
}

/** A table out of a file's bytes. Its columns look into these bytes where they lie at a multiple of 8. Throws CellFileError. */
export function readCellFile(bytes: Uint8Array<ArrayBuffer>): CellTable {
  const { header, end } = readHeader(bytes)
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 && isLittleEndian ? bytes : bytes.slice()
  let at = aligned(end)
  const read = (name: string, kind: CellKind, length: number, nullable: boolean): CellColumn => {
    const size = cellKinds[kind].bytes
    if (at + size * length > bytes.length) throw new CellFileError('cut-short')
    if (!isLittleEndian) new Uint8Array(buffer, byteOffset + at, size * length).set(littleEndian(bytes.subarray(at, at + size * length), size))
    const values = cellKinds[kind].make(buffer, byteOffset + at, length)
    at = aligned(at + size * length)
    return { name, kind, values, ...(nullable ? { nullable } : {}) } as CellColumn
  }
  const columns = header.columns.map(({ name, kind, length, nullable }) => read(name, kind, length ?? header.rows, nullable ?? false))
  if (at !== bytes.length) throw new CellFileError('cut-short')
  return { name: header.name, rows: header.rows, columns, dictionaries: header.dictionaries, meta: header.meta }
}
