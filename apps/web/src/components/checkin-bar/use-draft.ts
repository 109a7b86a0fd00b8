import { useEffect, useRef } from 'react'
import { type Draft, writeDraft } from './draft.ts'

const saveMs = 300

/** Keeps what is in the bar across reloads. An emptied bar forgets at once. */
export function useDraft(key: string | undefined, { text, suppressed }: Draft): void {
  const unsaved = useRef<(() => void) | null>(null)
  // The store is outside React, and writing it on every key would cost the key.
  useEffect(() => {
    if (key === undefined) return
    const save = () => {
      unsaved.current = null
      writeDraft(key, { text, suppressed })
    }
    if (text === '') {
      save()
      return
    }
    unsaved.current = save
    const timer = setTimeout(save, saveMs)
    return () => clearTimeout(timer)
  }, [key, text, suppressed])
  // Leaving the page or the screen must not lose the last keys.
  useEffect(() => {
    const flush = () => unsaved.current?.()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])
}
