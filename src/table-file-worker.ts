import type { TableFileReply, TableFileRequest } from './composables/table-file-worker.ts'
import { openBrowserStore } from './dataset/browser-store.ts'
import { DatasetError } from './dataset/dataset-error.ts'
import { createGate, gatedFiles } from './dataset/gated-files.ts'
import { pageKeeper } from './dataset/kept-table-files.ts'
import { bringTableFile } from './dataset/load-table-file.ts'
import { filesOf } from './dataset/source-files.ts'
import { holdLifeLock } from './engine/worker-life.ts'

const gate = createGate()

function reply(message: TableFileReply): void {
  self.postMessage(message)
}

async function bring({ source, manifest }: Extract<TableFileRequest, { readonly task: 'bring' }>): Promise<void> {
  try {
    const files = gatedFiles(await filesOf(source, openBrowserStore), gate)
    reply({ brought: await bringTableFile(manifest, files, { keeper: pageKeeper, onProgress: (progress) => reply({ progress }) }) })
  } catch (error) {
    reply({ failure: error instanceof Error ? error.message : String(error), problems: error instanceof DatasetError ? error.problems : null })
  }
}

holdLifeLock()
self.addEventListener('message', ({ data }: MessageEvent<TableFileRequest>) => {
  if (data.task === 'bring') void bring(data)
  else if (data.isOpen) gate.open()
  else gate.shut()
})
