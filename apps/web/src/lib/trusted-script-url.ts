type Policy = { createScriptURL(url: string): string }
type PolicyFactory = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

// Not every browser has Trusted Types, and TypeScript's library does not know them yet.
const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes

const policy = factory?.createPolicy('worksmart-worker', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) {
      throw new TypeError('Only our own scripts may run.')
    }
    return url
  },
})

/** Marks the address of one of our own scripts as safe; throws for any other origin. */
export function trustedScriptUrl(url: string): string {
  return policy?.createScriptURL(url) ?? url
}
