export interface PolicyWatch {
  /** Whether the content policy kept a request from the address, once that request has failed. */
  readonly refused: () => Promise<boolean>
  readonly stop: () => void
}

/** Watches whether the page's content policy keeps requests from an address; a failed fetch does not say why it failed. */
export function watchPolicy(url: string): PolicyWatch {
  const { origin } = new URL(url)
  let refused = false
  const listen = (event: Event) => {
    const { blockedURI } = event as SecurityPolicyViolationEvent
    if (blockedURI === origin || blockedURI.startsWith(`${origin}/`)) refused = true
  }
  globalThis.addEventListener?.('securitypolicyviolation', listen)
  return {
    refused: async () => {
      // The event is a task of its own, which may come after the failure.
      await new Promise((done) => setTimeout(done, 20))
      return refused
    },
    stop: () => globalThis.removeEventListener?.('securitypolicyviolation', listen),
  }
}
