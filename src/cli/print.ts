/** Where a command writes: standard output and standard error, or a test's own. */
export interface Streams {
  readonly out: (text: string) => Promise<void>
  readonly error: (text: string) => void
  /** Whether a person watches standard error. */
  readonly isTerminal: boolean
}

/** The process's own streams; waits where the reader of a pipe is slower. */
export const processStreams: Streams = {
  out: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
    }),
  error: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
}

/** A progress bar on standard error for a person, nothing for a pipe. */
export function progressBar(streams: Streams, all: number, label: string): { readonly step: (done: number) => void; readonly end: () => void } {
  if (!streams.isTerminal) return { step: () => undefined, end: () => undefined }
  let shown = -1
  return {
    step: (done) => {
      const percent = all === 0 ? 100 : Math.floor((done / all) * 100)
      if (percent === shown) return
      shown = percent
      const filled = Math.floor(percent / 4)
      streams.error(`\r${label} ${'█'.repeat(filled)}${'░'.repeat(25 - filled)} ${done}/${all}`)
    },
    end: () => streams.error('\r\u001B[K'),
  }
}
