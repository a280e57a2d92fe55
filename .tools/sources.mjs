import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPackages } from './install.mjs'
import { root } from './run.mjs'

/** Makes the project's TypeScript readable to this process. Gives what imports a file by its path from the top of the project. */
export async function openSources() {
  await installPackages()
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: join(root, 'tsconfig.json') })
  return (path) => import(pathToFileURL(join(root, path)).href)
}
