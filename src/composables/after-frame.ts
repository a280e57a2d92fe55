import { nextTask } from '@/domain/in-pieces.ts'

/** Runs once the frame that comes next is on screen. */
export function afterFrame(work: () => void): void {
  requestAnimationFrame(() => void nextTask().then(work))
}

/** Runs in a task of its own after that: what the frame shows is on screen, and measured, before this takes the thread. */
export function afterShown(work: () => void): void {
  afterFrame(() => void setTimeout(work))
}
