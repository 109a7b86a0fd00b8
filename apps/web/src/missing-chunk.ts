const key = 'worksmart.device.reloaded-at'
const restMs = 60_000

/**
 * After a release an open page may ask for a chunk that is gone. Reloading gets the new one; once a
 * minute at most, so that a chunk which is really missing cannot reload for ever. Without a network
 * it would only lose the page, so there whoever asked gets the failure.
 */
export function reloadOnMissingChunk(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key) ?? 0)
    if (!navigator.onLine || Date.now() - last < restMs) return
    event.preventDefault()
    sessionStorage.setItem(key, String(Date.now()))
    location.reload()
  })
}
