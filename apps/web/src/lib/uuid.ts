let lastMs = 0

/**
 * A UUIDv7 (RFC 9562, section 5.7): it sorts by the moment it was made, also against others of the
 * same millisecond, and doubles as the idempotency key of its create. Own code, because the first
 * screen waits for it and a library for all versions is ten times as long.
 */
export function newId(): string {
  lastMs = Math.max(Date.now(), lastMs + 1)
  const random = crypto.getRandomValues(new Uint8Array(10))
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const time = lastMs.toString(16).padStart(12, '0')
  // The variant is the two bits 10, so its digit is one of 8, 9, a and b.
  const variant = '89ab'[(random[9] ?? 0) % 4]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}
