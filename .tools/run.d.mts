/** The project's folder, with a slash at the end. */
export const root: string

/** Runs a program in the project's folder and waits for it. What it prints is shown, or kept where `quiet`. */
export function run(command: string, args: readonly string[], options?: { readonly quiet?: boolean; readonly env?: Readonly<Record<string, string>> }): Promise<{ readonly code: number; readonly output: string }>

/** The path of a program that a package of the project brings. */
export function binary(name: string): string
