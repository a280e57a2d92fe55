export const purposes: Readonly<Record<string, string>>
