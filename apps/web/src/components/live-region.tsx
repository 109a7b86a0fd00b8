import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { createContext, type ReactNode, use, useCallback, useState } from 'react'

export type Urgency = 'polite' | 'assertive'
type Announce = (text: string, urgency?: Urgency) => void
type Said = { text: string; turn: number }

const AnnounceContext = createContext<Announce>(() => {})

/** Holds the one polite and the one assertive live region of the page. */
export function LiveRegions({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState<Said>({ text: '', turn: 0 })
  const [assertive, setAssertive] = useState<Said>({ text: '', turn: 0 })
  const announce = useCallback<Announce>((text, urgency = 'polite') => {
    const set = urgency === 'polite' ? setPolite : setAssertive
    set(({ turn }) => ({ text, turn: turn + 1 }))
  }, [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden aria-live="polite" aria-atomic="true">
        {spoken(polite)}
      </VisuallyHidden>
      <VisuallyHidden aria-live="assertive" aria-atomic="true">
        {spoken(assertive)}
      </VisuallyHidden>
    </AnnounceContext>
  )
}

// A region whose text does not change is not read again, so every second turn ends in a space that
// is not heard.
function spoken({ text, turn }: Said): string {
  return turn % 2 === 0 ? text : `${text}\u00A0`
}

/** Says a sentence to a screen reader. `assertive` only for an error on submit. */
export function useAnnounce(): Announce {
  return use(AnnounceContext)
}
