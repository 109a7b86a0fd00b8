// What nginx sends with every answer of the bundle in production; one list, so that `npm start`
// finds a broken rule before production does.

// React Aria adds one <style> element; its text, and so its hash, changes only with its version.
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/** `files` is the origin of the object storage, where documents are sent to and shown from. */
function contentSecurityPolicy(files: string | null): string {
  const storage = files === null ? '' : ` ${files}`
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${reactAriaStyle}`,
    `img-src 'self' data: blob:${storage}`,
    // A PDF is fetched and shown from memory: the storage itself may be in no frame.
    'frame-src blob:',
    "font-src 'self'",
    `connect-src 'self'${storage}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

const others: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** The headers of pages that may reach the object storage at this origin; null when there is none. */
export function securityHeadersFor(storageOrigin: string | null): Readonly<Record<string, string>> {
  return { 'content-security-policy': contentSecurityPolicy(storageOrigin), ...others }
}

export const securityHeaders = securityHeadersFor(null)
