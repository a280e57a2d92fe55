import type { IncomingMessage, ServerResponse } from 'node:http'

export interface EngineProxyOptions {
  readonly path?: string
  readonly user?: string
}

export function engineProxy(engine: string, options?: EngineProxyOptions): (request: IncomingMessage, response: ServerResponse) => boolean
