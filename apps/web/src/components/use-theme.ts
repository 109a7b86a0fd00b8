import { useSyncExternalStore } from 'react'
import { readTheme, type Theme } from '../lib/theme.ts'

/** The chosen theme, wherever on the page it is changed. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, readTheme)
}

function subscribe(onChange: () => void): () => void {
  addEventListener('preference', onChange)
  return () => removeEventListener('preference', onChange)
}
