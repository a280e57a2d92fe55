import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Who may do what: `reader` is the page's user and sees nothing of the cluster itself, `stranger` sees no data at all, everyone else of this loopback-only cluster may write. */
const accessRules = {
  catalogs: [
    { user: 'stranger', allow: 'none' },
    { user: 'reader', catalog: 'lake', allow: 'read-only' },
    { user: 'reader', catalog: 'system', allow: 'none' },
    { user: '(?!reader).*', allow: 'all' },
  ],
  procedures: [{ user: '(?!reader).*', catalog: 'lake', schema: '.*', procedure: '.*', privileges: ['EXECUTE'] }],
  queries: [
    { user: 'reader', allow: ['execute'] },
    { user: '(?!reader).*', allow: ['execute', 'kill', 'view'] },
  ],
}

function properties(entries) {
  return `${Object.entries(entries).map(([name, value]) => `${name}=${value}`).join('\n')}\n`
}

async function writeConfiguration(folder, { home, node, coordinatorPort, port, warehouse, queryMemory, spills, isShortLived }) {
  const etc = join(folder, 'etc')
  await mkdir(join(etc, 'catalog'), { recursive: true })
  const isCoordinator = node === 'coordinator'
  await writeFile(
    join(etc, 'config.properties'),
    properties({
      coordinator: isCoordinator,
      ...(isCoordinator ? { 'node-scheduler.include-coordinator': false, 'catalog.management': 'static', 'query.max-memory': queryMemory, 'access-control.config-files': join(etc, 'access-control.properties'), 'web-ui.preview.enabled': false } : {}),
      'http-server.http.port': port,
      'discovery.uri': `http://127.0.0.1:${coordinatorPort}`,
      'node.bind-ip': '127.0.0.1',
      'node.internal-address': '127.0.0.1',
      'node.environment': 'jilan',
      'node.id': node,
      // A node that is gone is noticed soon, so that the question can be asked again.
      'query.remote-task.max-error-duration': '10s',
      'exchange.max-error-duration': '10s',
      ...(isShortLived ? { 'task.concurrency': 1 } : {}),
      ...(spills ? { 'spill-enabled': true, 'spiller-spill-path': join(folder, 'spill') } : {}),
      'plugin.dir': join(home, 'plugin'),
      'catalog.config-dir': join(etc, 'catalog'),
    }),
  )
  await writeFile(join(etc, 'access-control.properties'), properties({ 'access-control.name': 'file', 'security.config-file': join(etc, 'rules.json') }))
  await writeFile(join(etc, 'rules.json'), JSON.stringify(accessRules, null, 2))
  await writeFile(join(etc, 'log.properties'), properties({ 'io.trino': 'WARN' }))
  await writeFile(
    join(etc, 'catalog/lake.properties'),
    properties({
      'connector.name': 'hive',
      'hive.metastore': 'file',
      'hive.metastore.catalog.dir': 'local:///',
      'fs.native-local.enabled': true,
      'local.location': warehouse,
      'hive.storage-format': 'PARQUET',
      'hive.compression-codec': 'ZSTD',
      'hive.non-managed-table-writes-enabled': true,
    }),
  )
  return etc
}

function javaArguments({ home, heap, etc, isShortLived }) {
  return [
    '-server', `-Xmx${heap}`, '-XX:+UseG1GC', ...(isShortLived ? ['-XX:TieredStopAtLevel=1'] : []), '-XX:G1HeapRegionSize=16M', '-XX:+ExplicitGCInvokesConcurrent', '-XX:+ExitOnOutOfMemoryError', '-XX:-OmitStackTraceInFastThrow',
    '-XX:ReservedCodeCacheSize=256M', '-XX:PerMethodRecompilationCutoff=10000', '-XX:PerBytecodeRecompilationCutoff=10000', '-Djdk.attach.allowAttachSelf=true', '-Djdk.nio.maxCachedBufferSize=2000000',
    '-Dfile.encoding=UTF-8', '-XX:+EnableDynamicAgentLoading', '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', '--add-modules=jdk.incubator.vector',
    `-Dconfig=${join(etc, 'config.properties')}`, `-Dlog.levels-file=${join(etc, 'log.properties')}`, '-cp', join(home, 'lib/*'), 'io.trino.server.TrinoServer',
  ]
}

/**
 * Writes a node's configuration under `folder` and starts it; what it prints goes to `folder/server.log`.
 * Where Linux has setpriv the kernel ends the node with its parent, however that ends.
 */
export async function startNode(folder, { home, java, heap, ...options }) {
  const etc = await writeConfiguration(folder, { home, ...options })
  const log = await open(join(folder, 'server.log'), 'a')
  const command = [java, ...javaArguments({ home, heap, etc, isShortLived: options.isShortLived })]
  const bound = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', ...command] : command
  const child = spawn(bound[0], bound.slice(1), { cwd: home, stdio: ['ignore', log.fd, log.fd] })
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal))
    child.on('error', (error) => resolve(error.message))
  })
  await log.close()
  return {
    pid: child.pid,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal)
      await ended
    },
  }
}
