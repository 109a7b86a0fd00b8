// The content policy of production refuses every address of a script that is plain text, which is how
// Clerk's library names its own. A default policy of trusted types lets that host through and no other.

type Factory = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string | null },
  ) => unknown
}

/** The host of a publishable key, which carries it in base64: `pk_live_…`. Null when there is none. */
export function clerkHost(publishableKey: string): string | null {
  const [, , encoded = ''] = publishableKey.split('_')
  try {
    const host = atob(encoded).replace(/\$$/, '')
    return /^[a-z0-9.-]+$/.test(host) ? host : null
  } catch {
    return null
  }
}

/** Lets scripts of Clerk's host be loaded; does nothing in a browser without trusted types. */
export function allowClerkScript(
  publishableKey: string,
  factory: Factory | undefined = (globalThis as { trustedTypes?: Factory }).trustedTypes,
): void {
  const host = clerkHost(publishableKey)
  factory?.createPolicy('default', {
    // Null makes the browser refuse it as if there were no policy.
    createScriptURL: (url) => {
      const { protocol, host: named } = new URL(url, location.href)
      return protocol === 'https:' && named === host ? url : null
    },
  })
}
