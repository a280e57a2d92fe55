export interface LockedPackage {
  readonly path: string
  readonly name: string
  readonly version: string
  /** Undefined where neither the package nor the lock file states one. */
  readonly licence: string | undefined
  readonly production: boolean
  readonly hasInstallScript: boolean
  /** The download address that the lock file names. */
  readonly host: string | null
}

export function lockedPackages(): readonly LockedPackage[]
export function withDependencyTables(text: string, weights: Readonly<Record<string, number>> | null): string
