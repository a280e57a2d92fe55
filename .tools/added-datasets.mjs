import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serveFile } from './serve.mjs'

/**
 * A handler that answers `/data/NAME/…` from a folder of datasets beside the site, where that folder has NAME: what is
 * published stays when the site is built again.
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} whether the request was its own
 */
export function addedDatasets(folder) {
  const root = resolve(folder)
  return (request, response) => {
    const name = /^\/data\/([\w-][\w.-]*)\//.exec(request.url ?? '')?.[1]
    if (name === undefined || !existsSync(join(root, name, 'manifest.json'))) return false
    request.url = request.url.slice('/data'.length)
    serveFile(root, request, response)
    return true
  }
}
