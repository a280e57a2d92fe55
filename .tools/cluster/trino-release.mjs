/** The release that `npm run cluster` runs, and what its archive must hash to. It needs Java 24 or later. */
export const release = {
  version: '476',
  coordinates: 'io.trino:trino-server:476:tar.gz',
  sha256: 'cfd5accde17e8ebd251eeeb78aed1f490e77bb3a164d95a0f454bf8a7c1cbd3f',
  java: 24,
}
