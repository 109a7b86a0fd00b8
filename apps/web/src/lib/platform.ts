const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How a shortcut with the command key is written on this device: `⌘Z` or `Ctrl Z`. */
export function commandKey(key: string): string {
  return isApple ? `⌘${key}` : `Ctrl ${key}`
}
