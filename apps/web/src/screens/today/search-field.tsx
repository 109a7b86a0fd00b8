import { limits } from '@worksmart/types/limits'
import { useEffect, useEffectEvent, useState } from 'react'
import { TextInput } from './filter-fields.tsx'

export type SearchFieldProps = {
  label: string
  /** What the address says. */
  q: string
  onChange(q: string): void
}

const restMs = 250

/** A search that stands in the address a moment after the last letter. */
export function SearchField({ label, q, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(q)
  const [sent, setSent] = useState(q)
  // The address changed by another way, such as Clear filters or the browser's back.
  if (q !== sent) {
    setSent(q)
    setTyped(q)
  }
  const send = useEffectEvent(() => {
    setSent(typed.trim())
    onChange(typed.trim())
  })

  // An address and a request for every letter would only be thrown away.
  useEffect(() => {
    if (typed.trim() === sent) return
    const timer = setTimeout(() => send(), restMs)
    return () => clearTimeout(timer)
  }, [typed, sent])

  return (
    <TextInput
      label={label}
      type="search"
      placeholder="Search"
      max={limits.search}
      value={typed}
      onChange={setTyped}
    />
  )
}
