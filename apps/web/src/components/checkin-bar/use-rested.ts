import { useEffect, useState } from 'react'

/** True once `version` has stayed the same for that many milliseconds. */
export function useRested(version: number, restMs: number): boolean {
  const [rested, setRested] = useState(-1)
  // A rest is measured in time, so only a timer can tell.
  useEffect(() => {
    const timer = setTimeout(() => setRested(version), restMs)
    return () => clearTimeout(timer)
  }, [version, restMs])
  return rested === version
}
