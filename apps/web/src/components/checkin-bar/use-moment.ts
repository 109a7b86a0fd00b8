import { useCallback, useRef } from 'react'
import { civilToday, nowMinute } from '../../lib/dates.ts'
import type { Moment } from './read-lines.ts'

/** Tells the person's day and minute. It is asked on every key and changes once a minute. */
export function useMoment(timeZone: string, now: () => Date): () => Moment {
  const last = useRef<{ minute: number; timeZone: string; moment: Moment } | null>(null)
  return useCallback(() => {
    const at = now()
    const minute = Math.floor(at.getTime() / 60_000)
    if (last.current?.minute !== minute || last.current.timeZone !== timeZone) {
      const moment = { today: civilToday(timeZone, at), nowMin: nowMinute(timeZone, at) }
      last.current = { minute, timeZone, moment }
    }
    return last.current.moment
  }, [timeZone, now])
}
