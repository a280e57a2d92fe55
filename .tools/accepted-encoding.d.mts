export function acceptedEncodings(header: string | undefined): readonly ('br' | 'gzip' | 'identity')[]
