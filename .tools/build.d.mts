export function buildSite(): Promise<{ readonly built: boolean; readonly code: number; readonly output: string }>
