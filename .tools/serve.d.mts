import type { IncomingMessage, ServerResponse } from 'node:http'

export function serveFile(folder: string, request: IncomingMessage, response: ServerResponse): void
export function serveFolder(folder: string, options?: { readonly port?: number; readonly host?: string; readonly first?: (request: IncomingMessage, response: ServerResponse) => boolean }): Promise<{ readonly url: string; readonly close: () => Promise<void> }>
