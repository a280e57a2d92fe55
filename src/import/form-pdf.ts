import { limits } from './limits.ts'
import { readRulings } from './pdf-rulings.ts'
import { toPdfText, type PdfPage } from './pdf-lines.ts'
import type { PlacedText } from './pdf-grid.ts'
import { withoutRadicals } from './radicals.ts'

export type PdfText = { readonly text: string } | { readonly problem: 'damaged' | 'encrypted' | 'scanned' | 'too-many-pages' }

export interface PdfOptions {
  /** Folder or address of pdf.js's cmaps, ending in "/": needed by pdfs that name a Chinese font and do not embed it. */
  readonly cMapUrl?: string
}

const timeLimit = 60_000

/** pdf.js runs in the thread that asks: import has a worker of its own already. */
async function loadPdfJs(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  const scope: { pdfjsWorker?: unknown } = globalThis as { pdfjsWorker?: unknown }
  scope.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

/** The text of a form's pdf, cell by cell, or why it has none. */
export async function readPdfText(bytes: Uint8Array, options: PdfOptions = {}): Promise<PdfText> {
  const { getDocument, OPS } = await loadPdfJs()
  // In a browser's worker the half of pdf.js that wants a document can't fetch the cmaps; the other half can.
  const useWorkerFetch = 'WorkerGlobalScope' in globalThis
  const task = getDocument({ data: bytes.slice(), isEvalSupported: false, disableFontFace: true, useSystemFonts: false, stopAtErrors: false, maxImageSize: 1, verbosity: 0, ...(options.cMapUrl === undefined ? {} : { cMapUrl: options.cMapUrl, cMapPacked: true, useWorkerFetch }) })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<PdfText>((resolve) => {
    timer = setTimeout(() => resolve({ problem: 'damaged' }), timeLimit)
  })
  const reading = (async (): Promise<PdfText> => {
    const pdf = await task.promise
    if (pdf.numPages > limits.pages) return { problem: 'too-many-pages' }
    const pages: PdfPage[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent({ disableNormalization: true })
      const texts = content.items.flatMap((item): readonly PlacedText[] => {
        if (!('str' in item) || item.str === '') return []
        const [, , , , x, y] = item.transform as readonly number[]
        return [{ text: withoutRadicals(item.str), x: x ?? 0, y: y ?? 0, width: item.width, height: item.height || Math.abs(Number(item.transform[3])) }]
      })
      pages.push({ texts, rulings: readRulings(await page.getOperatorList(), OPS) })
      page.cleanup()
    }
    if (pages.every((page) => page.texts.every((text) => text.text.trim() === ''))) return { problem: 'scanned' }
    return { text: toPdfText(pages) }
  })()
  try {
    return await Promise.race([reading, late])
  } catch (error) {
    return { problem: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged' }
  } finally {
    clearTimeout(timer)
    await task.destroy().catch(() => undefined)
  }
}
