const restMs = 700

/** The items that can be chosen, in order. */
export function menuItems(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled])') ?? [])]
}

/**
 * Where a key leads in a menu: arrows go round, Home and End to the edges, letters to the item that
 * starts with them. Null when the key means nothing here.
 */
export function menuKeys(now: () => number = () => performance.now()) {
  let typed = ''
  let typedAt = Number.NEGATIVE_INFINITY
  return (items: readonly HTMLElement[], key: string): HTMLElement | null => {
    const at = items.indexOf(document.activeElement as HTMLElement)
    if (key === 'ArrowDown') return items[(at + 1) % items.length] ?? null
    if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1) ?? null
    if (key === 'Home') return items[0] ?? null
    if (key === 'End') return items.at(-1) ?? null
    const isFresh = now() - typedAt > restMs
    // Space presses the item, unless it is part of a word.
    if (key.length !== 1 || (key === ' ' && isFresh)) return null
    typed = (isFresh ? '' : typed) + key.toLowerCase()
    typedAt = now()
    // One letter again and again walks on; a word starts with where the focus is.
    const from = typed.length === 1 ? at + 1 : Math.max(at, 0)
    const ordered = [...items.slice(from), ...items.slice(0, from)]
    return ordered.find((item) => item.textContent?.toLowerCase().startsWith(typed)) ?? null
  }
}
