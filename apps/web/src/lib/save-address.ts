const longestMs = 1000

/**
 * Has the browser save what an address answers as a file. The page stays, so a warning before
 * leaving would be false and is held back for a moment.
 */
export function saveAddress(url: string): void {
  const warning = window.onbeforeunload
  window.onbeforeunload = null
  setTimeout(() => {
    window.onbeforeunload ??= warning
  }, longestMs)
  const link = document.createElement('a')
  link.href = url
  link.rel = 'noreferrer'
  link.click()
}
