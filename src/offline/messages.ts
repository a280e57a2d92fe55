/** What a page tells the service worker: which build it came from, or that its person wants the waiting build. */
export type PageMessage = { readonly kind: 'hello'; readonly build: string } | { readonly kind: 'take-over' }

/** What the service worker answers to a hello: the build that it hands out, and the bytes kept of it. */
export interface WorkerMessage {
  readonly kind: 'kept'
  readonly build: string
  readonly bytes: number
}
