import { type RefObject, useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'
import { sendFeedback } from '../../api/ai.ts'
import type { Client } from '../../api/client.ts'
import { insertionOf, type Offer } from './line-offers.ts'
import type { Choice } from './other-choices.tsx'
import type { BarParts } from './use-bar.ts'

const sigils = { tag: '#', project: '@', task: '' } as const

/** What a person can do with an offer. Nothing here is waited for: the line is theirs at once. */
export function useOfferActs(options: { bar: BarParts; client: Client; shownAt: number }) {
  const { bar, client, shownAt } = options
  const [reading] = bar.line.readings

  function tell(offer: Offer, outcome: 'accepted' | 'edited' | 'dismissed', value: string | null) {
    const latencyMs = Math.max(0, Math.round(performance.now() - shownAt))
    // A decision that could not be told costs the person nothing.
    sendFeedback(client, { suggestionId: offer.suggestionId, outcome, value, latencyMs }).catch(
      () => {},
    )
  }

  function write(tokens: readonly string[]) {
    if (reading) bar.line.write(insertionOf(reading, tokens))
  }

  return {
    accept(offers: readonly Offer[]) {
      write(offers.map(({ token }) => token))
      for (const offer of offers) tell(offer, 'accepted', offer.value)
    },
    acceptAndLog(offers: readonly Offer[]) {
      // What is written has to be read before it can be logged.
      flushSync(() => write(offers.map(({ token }) => token)))
      for (const offer of offers) tell(offer, 'accepted', offer.value)
      bar.press()
    },
    choose(offer: Offer, choice: Choice) {
      tell(offer, 'edited', choice?.value ?? null)
      if (choice) {
        write([choice.token])
        return
      }
      // The sigil opens the list of the bar, which knows every value.
      const { field } = bar
      const kept = field.current?.value.trimEnd() ?? ''
      const end = field.current?.value.length ?? 0
      bar.line.write({ start: kept.length, end, text: ` ${sigils[offer.kind]}` })
    },
    dismiss: (offer: Offer) => tell(offer, 'dismissed', offer.value),
  }
}

/** Alt with Enter takes what is offered and logs; without an offer it logs, as Enter does. */
export function useAcceptKey(
  inside: RefObject<HTMLElement | null>,
  offers: readonly Offer[],
  onAccept: (offers: readonly Offer[]) => void,
): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const isKey = event.key === 'Enter' && event.altKey && !event.ctrlKey && !event.metaKey
    if (!isKey || event.isComposing || offers.length === 0) return
    // Heard on the way down, before the field takes it for a plain Enter.
    event.preventDefault()
    event.stopPropagation()
    onAccept(offers)
  })
  useEffect(() => {
    const bar = inside.current?.closest<HTMLElement>('[data-bar]')
    if (!bar) return
    bar.addEventListener('keydown', handle, { capture: true })
    return () => bar.removeEventListener('keydown', handle, { capture: true })
  }, [inside])
}
