import { useEffect, useEffectEvent, useState } from 'react'

const restMs = 250

/** What is typed, which stands in the address a moment after the last letter. */
export function useTypedQuery(
  sent: string,
  onRest: (query: string) => void,
): [typed: string, setTyped: (value: string) => void] {
  const [typed, setTyped] = useState(sent)
  const [known, setKnown] = useState(sent)
  const [own, setOwn] = useState(sent)
  // The address changed by another way, such as the browser's back.
  if (sent !== known) {
    setKnown(sent)
    if (sent !== own) setTyped(sent)
  }
  const rest = useEffectEvent(() => {
    setOwn(typed.trim())
    onRest(typed.trim())
  })
  // An address and a request for every letter would only be thrown away.
  useEffect(() => {
    if (typed.trim() === sent) return
    const timer = setTimeout(() => rest(), restMs)
    return () => clearTimeout(timer)
  }, [typed, sent])
  return [typed, setTyped]
}
