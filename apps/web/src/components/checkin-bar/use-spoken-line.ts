import { useEffect, useRef } from 'react'
import { useAnnounce } from '../live-region.tsx'

/** Says what was understood once the line rests, and each text only once. */
export function useSpokenLine(said: string, isRested: boolean): void {
  const announce = useAnnounce()
  const last = useRef('')
  // A screen reader is outside React; speaking on every key would drown the typing.
  useEffect(() => {
    if (!isRested || said === last.current) return
    last.current = said
    if (said !== '') announce(said)
  }, [said, isRested, announce])
}
