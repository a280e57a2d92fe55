import type { Plugin } from 'vite'

/** Ends a build with `sw.js`, the service worker that keeps it, and names the build in its page. */
export function offlineSite(): Plugin
