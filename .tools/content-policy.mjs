/** A source that a deployment may add: an origin, or a scheme or host pattern as the policy's grammar has them, but no `*` alone. */
const isSource = (text) => /^(?:https?|wss?):(?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?\/?)?$/i.test(text)

/**
 * Where else the page may fetch datasets from: what JILAN_CONNECT_SRC lists, parted by blanks.
 * @returns {{ sources: readonly string[], refused: readonly string[] }}
 */
export function addedSources(environment = process.env) {
  const all = (environment.JILAN_CONNECT_SRC ?? '').split(/\s+/).filter((text) => text !== '')
  return { sources: all.filter(isSource), refused: all.filter((text) => !isSource(text)) }
}

/** The content security policy: of the page's own files, and of the meta tag in index.html. docs/trust.md says why each is as it is. */
export function contentPolicy(sources = addedSources().sources) {
  return [
    ["default-src", "'none'"],
    ["script-src", "'self'", "'wasm-unsafe-eval'"],
    ["worker-src", "'self'"],
    ["connect-src", "'self'", ...sources],
    ["style-src", "'self'"],
    ["img-src", "'self'", 'data:', 'blob:'],
    ["font-src", "'self'"],
    ["manifest-src", "'self'"],
    ["base-uri", "'none'"],
    ["form-action", "'none'"],
  ]
    .map((directive) => directive.join(' '))
    .join('; ')
}

/** Headers of every answer. A meta tag can't say who may put the page into a frame: that is in the header alone. */
export function securityHeaders(sources = addedSources().sources) {
  return {
    'Content-Security-Policy': `${contentPolicy(sources)}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb', 'serial', 'hid'].map((name) => `${name}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
