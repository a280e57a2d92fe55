import { nearDuplicates, type CountedText, type TextGroup } from '@/domain/near-duplicates.ts'
import { holdLifeLock } from '@/engine/worker-life.ts'

export interface NearDuplicatesRequest {
  readonly number: number
  readonly texts: readonly CountedText[]
}

export interface NearDuplicatesReply {
  readonly number: number
  readonly groups: readonly TextGroup[]
}

holdLifeLock()
// Comparing some thousand texts takes about a second, which is too long for a page that scrolls.
addEventListener('message', ({ data }: MessageEvent<NearDuplicatesRequest>) => {
  const reply: NearDuplicatesReply = { number: data.number, groups: nearDuplicates(data.texts) }
  postMessage(reply)
})
