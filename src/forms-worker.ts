import type { FormsReply, FormsRequest } from './composables/forms-worker.ts'
import { openBrowserStore } from './dataset/browser-store.ts'
import { preparedFiles } from './dataset/prepared-files.ts'
import { filesOf } from './dataset/source-files.ts'
import { holdLifeLock } from './engine/worker-life.ts'
import { createFormsDesk, type FormsDesk } from './queries/from-forms/forms-desk.ts'
import { buffersOf } from './rollups/row-columns.ts'

let desk: Promise<FormsDesk> | null = null

function reply(message: FormsReply): void {
  const columns = 'answer' in message && message.answer && 'columns' in message.answer ? message.answer.columns : null
  self.postMessage(message, { transfer: columns ? [...buffersOf(columns)] : [] })
}

async function answer(request: FormsRequest): Promise<void> {
  if (request.task === 'open') {
    desk = filesOf(request.source, openBrowserStore).then((files) => createFormsDesk(preparedFiles(files, request.files)))
    desk.catch(() => undefined)
    return
  }
  try {
    const ready = await desk
    if (request.task === 'ask') reply({ id: request.id, answer: (await ready?.ask(request.question)) ?? null })
    else await ready?.warm()
  } catch (error) {
    if (request.task === 'ask') reply({ id: request.id, failure: error instanceof Error ? error.message : String(error) })
  }
}

holdLifeLock()
self.addEventListener('message', ({ data }: MessageEvent<FormsRequest>) => void answer(data))
