import type { IncomingMessage, ServerResponse } from 'node:http'

export function addedDatasets(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean
