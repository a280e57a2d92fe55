import { nextTask } from '@/domain/in-pieces.ts'

/** Runs once the frame that comes next is on screen. */
export function afterFrame(work: () => void): void {
  requestAnimationFrame(() => void nextTask().then(work))
}
