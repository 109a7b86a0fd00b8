import { useEffect } from 'react'

// Safari has no idle callback; two seconds after the first paint are quiet enough there.
const quietMs = 2000
const latestMs = 5000

/** Runs `load`, a function outside the component, once the page has nothing better to do. */
export function useWhenIdle(load: () => void): void {
  // Loading code ahead is a message to the browser, not part of what is drawn.
  useEffect(() => {
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(load, quietMs)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(load, { timeout: latestMs })
    return () => cancelIdleCallback(idle)
  }, [load])
}
