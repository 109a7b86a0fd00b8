import { fetchAhead, lateCode } from './late.tsx'

// What a visit needs when something failed, or was done and can be taken back.
export const errorNotice = lateCode(async () => (await import('./error-notice.tsx')).ErrorNotice)
export const rateLimited = lateCode(async () => (await import('./rate-limited.tsx')).RateLimited)
export const undoOffer = lateCode(async () => (await import('./undo-offer.tsx')).UndoOffer)

/** Fetches them ahead: when they are needed, the network may be what has failed. */
export function fetchNotices(): void {
  fetchAhead(errorNotice, rateLimited, undoOffer)
}
