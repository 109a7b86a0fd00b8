import { useSyncExternalStore } from 'react'

export type Width = 'narrow' | 'medium' | 'full'

// The breakpoints of the tokens, as scripts need them: 768 and 1024 CSS pixels.
const narrow = matchMedia('(max-width: 767.98px)')
const medium = matchMedia('(max-width: 1023.98px)')

function subscribe(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange)
  medium.addEventListener('change', onChange)
  return () => {
    narrow.removeEventListener('change', onChange)
    medium.removeEventListener('change', onChange)
  }
}

function current(): Width {
  if (narrow.matches) return 'narrow'
  return medium.matches ? 'medium' : 'full'
}

/** For what must not be in the page twice; looks alone belong in a media query. */
export function useWidth(): Width {
  return useSyncExternalStore(subscribe, current)
}
