// The query keeps the other language of the same files out of this chunk.
export const files = import.meta.glob<Readonly<Record<string, unknown>>>('../../messages/*.ts', { eager: true, import: 'en', query: '?en' })
