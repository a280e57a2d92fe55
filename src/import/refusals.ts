import type { Label } from '../domain/label.ts'

/** Why a whole file is refused, in words. */
export const refusals = {
  'empty-file': { zh: '文件是空的', en: 'The file is empty' },
  'file-too-large': { zh: '文件超过 512 MB，请拆分后再导入', en: 'The file is larger than 512 MB: split it first' },
  'unknown-encoding': { zh: '不是文本：既不是 UTF-8、UTF-16，也不是 GB18030', en: 'Not text: neither UTF-8, UTF-16 nor GB18030' },
  'unclosed-quote': { zh: '引号没有闭合，其后的内容可能被并入一格', en: 'A quote is never closed: what follows may have run into one cell' },
  'too-many-rows': { zh: '行数超过一百万', en: 'More than a million rows' },
  'too-many-columns': { zh: '列数超过 1024', en: 'More than 1024 columns' },
  'too-many-sheets': { zh: '工作表超过 200 张', en: 'More than 200 sheets' },
  'too-many-pages': { zh: '页数超过 2000', en: 'More than 2000 pages' },
  'too-many-entries': { zh: '压缩包内文件超过 5000 个', en: 'More than 5000 files in the archive' },
  'too-large': { zh: '解压后过大，疑似压缩炸弹，已停止读取', en: 'Too large once inflated, as a zip bomb is: reading stopped' },
  damaged: { zh: '文件已损坏或不完整', en: 'The file is damaged or incomplete' },
  encrypted: { zh: '文件有密码，请先解除密码', en: 'The file has a password: remove it first' },
  unsupported: { zh: '压缩方式不支持', en: 'A kind of compression that is not supported' },
  'unsafe-name': { zh: '文件名指向压缩包之外，已拒绝', en: 'The name points outside of the archive: refused' },
  'nested-archive': { zh: '压缩包里还有压缩包，请先解开', en: 'An archive inside an archive: unpack it first' },
  'not-a-zip': { zh: '不是完整的压缩包', en: 'Not a whole archive' },
  'no-parquet-reader': { zh: '此处不能读取 Parquet', en: 'Parquet cannot be read here' },
  scanned: { zh: 'PDF 只有图片，没有文字，请提供可复制文字的版本', en: 'The pdf has pictures only and no text: a version with text is needed' },
  unreadable: { zh: '文件读取失败', en: 'The file could not be read' },
} as const satisfies Record<string, Label>
