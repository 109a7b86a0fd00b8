import { fetchAhead, lateCode } from './late.tsx'

// A visit on which all goes well needs none of these.
export const errorNotice = lateCode(async () => (await import('./error-notice.tsx')).ErrorNotice)
export const rateLimited = lateCode(async () => (await import('./rate-limited.tsx')).RateLimited)

/** Fetches them ahead: when something fails, the network may be what has failed. */
export function fetchNotices(): void {
  fetchAhead(errorNotice, rateLimited)
}
