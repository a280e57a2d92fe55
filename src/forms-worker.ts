import type { FormsReply, FormsRequest } from './composables/forms-worker.ts'
import { openBrowserStore } from './dataset/browser-store.ts'
import { preparedFiles } from './dataset/prepared-files.ts'
import { filesOf } from './dataset/source-files.ts'
import { holdLifeLock } from './engine/worker-life.ts'
import { createFormsDesk, type DeskAnswer, type FormsDesk } from './queries/from-forms/forms-desk.ts'
import { columnSender } from './rollups/sent-columns.ts'

let desk: Promise<FormsDesk> | null = null

const ready = columnSender()

function reply(id: number, found: DeskAnswer | null): void {
  if (!found || 'rows' in found) return self.postMessage({ id, answer: found } satisfies FormsReply)
  const { sent, transfer } = ready(found.columns)
  self.postMessage({ id, answer: { columns: sent } } satisfies FormsReply, { transfer })
}

async function answer(request: FormsRequest): Promise<void> {
  if (request.task === 'open') {
    desk = filesOf(request.source, openBrowserStore).then((files) => createFormsDesk(preparedFiles(files, request.files)))
    desk.catch(() => undefined)
    return
  }
  try {
    const open = await desk
    if (request.task === 'ask') return reply(request.id, (await open?.ask(request.question)) ?? null)
    await open?.warm()
    reply(request.id, null)
  } catch (error) {
    self.postMessage({ id: request.id, failure: error instanceof Error ? error.message : String(error) } satisfies FormsReply)
  }
}

holdLifeLock()
self.addEventListener('message', ({ data }: MessageEvent<FormsRequest>) => void answer(data))
