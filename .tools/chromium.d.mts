export const chromium: string
export const chromiumFlags: string[]
export function installChromium(): Promise<string | null>
