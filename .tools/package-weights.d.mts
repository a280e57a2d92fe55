import type { Plugin } from 'vite'

export function packageWeights(): { readonly page: Plugin; readonly worker: () => Plugin }
