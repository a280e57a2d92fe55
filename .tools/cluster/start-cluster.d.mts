export interface ClusterOptions {
  readonly warehouse: string
  /** 0 takes a free one. */
  readonly port?: number
  readonly workers?: number
  readonly heap?: string
  readonly queryMemory?: string
  /** Whether a statement that needs more memory than that may use the disk. */
  readonly spills?: boolean
  /** For some minutes of small questions: code is compiled once and quickly, and each part of a question runs on one thread. */
  readonly isShortLived?: boolean
}

export interface Cluster {
  readonly url: string
  readonly catalog: string
  readonly warehouse: string
  /** Nodes are `coordinator`, `worker-1`, `worker-2` … */
  readonly kill: (node: string, signal?: NodeJS.Signals) => Promise<void>
  readonly start: (node: string) => Promise<unknown>
  /** Waits until every started node answers. */
  readonly ready: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function startCluster(options: ClusterOptions): Promise<Cluster>
