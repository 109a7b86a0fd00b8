import { useEffect, useState } from 'react'
import { civilToday } from '../../lib/dates.ts'

const checkMs = 30_000

/** The person's own day. It turns by itself at midnight, also after the device was asleep. */
export function useToday(timeZone: string): string {
  const [today, setToday] = useState(() => civilToday(timeZone))

  // Midnight is not an event, so the clock is looked at.
  useEffect(() => {
    const look = () => setToday(civilToday(timeZone))
    look()
    const timer = setInterval(look, checkMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [timeZone])
  return today
}
