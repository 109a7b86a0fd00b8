import type { JSX } from 'react'

/**
 * React Aria passes no `aria-keyshortcuts` on, so it is added to the element it would render.
 * `keys` are in the attribute's own syntax: `C`, `Control+Z`, alternatives separated by a space.
 */
export function withKeyShortcuts(keys: string | undefined) {
  if (keys === undefined) return {}
  return {
    render: (element: JSX.IntrinsicElements['button']) => (
      <button {...element} aria-keyshortcuts={keys} />
    ),
  }
}
