import { useEffect, useState } from 'react'

const restMs = 200

/** The text as it was when typing last rested: a question for every letter would be thrown away. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  // The clock is outside React.
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
