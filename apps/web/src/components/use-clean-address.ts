import { useEffect, useEffectEvent } from 'react'

/**
 * Takes out of the address what the screen could not read and has dropped: an address without it
 * cannot mislead anyone. `go` goes there.
 */
export function useCleanAddress(raw: object, kept: object, go: () => void): void {
  const isClean = Object.keys(raw).length === Object.keys(kept).length
  const leave = useEffectEvent(go)
  // The address is outside React.
  useEffect(() => {
    if (!isClean) leave()
  }, [isClean])
}
