/** Moves the focus to the next part of the page that carries `data-landmark`, round and round. */
export function focusNextLandmark(): void {
  const landmarks = [...document.querySelectorAll<HTMLElement>('[data-landmark]')]
  const current = landmarks.findLastIndex((landmark) => landmark.contains(document.activeElement))
  const next = landmarks[(current + 1) % landmarks.length]
  if (!next) return
  // The undo bar is worth visiting only for its button; the others are places to go on from.
  const target = next.tabIndex === -1 && !next.hasAttribute('tabindex') ? button(next) : next
  target?.focus()
}

function button(landmark: HTMLElement): HTMLElement | null {
  return landmark.querySelector<HTMLElement>('button')
}
