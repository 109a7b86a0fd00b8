import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useId, useRef, useState } from 'react'
import { commandKey } from '../../lib/platform.ts'
import { useSession } from '../../session/session.tsx'
import { isFromAi } from '../ai-words.ts'
import { useAnnounce } from '../live-region.tsx'
import { SuggestionLabel } from '../suggestion/suggestion-label.tsx'
import { useWidth } from '../use-width.ts'
import { LineOffer } from './line-offer.tsx'
import { type Offer, type OfferKind, offersOf, openKinds } from './line-offers.ts'
import { OtherChoices } from './other-choices.tsx'
import type { BarParts } from './use-bar.ts'
import { useLineSuggestions, type Wish } from './use-line-suggestions.ts'
import { useAcceptKey, useOfferActs } from './use-offer-acts.ts'
import { WhyPanel } from './why-panel.tsx'

export type BarSuggestionsProps = { bar: BarParts }

/**
 * What could be added to the line. It stands in a place of its own, so nothing moves when it comes,
 * and Enter never waits for it.
 */
export function BarSuggestions({ bar }: BarSuggestionsProps) {
  const { client } = useSession()
  const isNarrow = useWidth() === 'narrow'
  const root = useRef<HTMLDivElement>(null)
  const whyId = useId()
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const [editing, setEditing] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const [isWhyOpen, setIsWhyOpen] = useState(false)

  // What was dismissed counts for the line that is written, not for the next one.
  if (bar.value === '' && dismissed.size > 0) setDismissed(new Set())

  const [reading] = bar.line.readings
  const wish = reading && !bar.isMany && bar.line.version > 0 ? wishFor(reading) : null
  const { categories, isMissed, shownAt } = useLineSuggestions(client, wish)
  const isDismissed = (kind: OfferKind, value: string) => dismissed.has(`${kind}:${value}`)
  const all = categories && reading ? offersOf(categories, reading, bar.lookup, isDismissed) : []
  // A phone has room for one; the others take their turn.
  const at = turn % Math.max(all.length, 1)
  const offers = isNarrow ? all.slice(at, at + 1) : all
  const edited = offers.find(({ suggestionId }) => suggestionId === editing)
  const tone = categories && isFromAi(categories.ai) ? 'ai' : 'data'

  const acts = useOfferActs({ bar, client, shownAt })
  useAcceptKey(root, offers, (taken) => acts.acceptAndLog(taken))
  useSpokenOffers(offers, shownAt)

  function dismiss(offer: Offer) {
    setDismissed(new Set([...dismissed, `${offer.kind}:${offer.value}`]))
    acts.dismiss(offer)
    bar.focus()
  }

  return (
    <div ref={root} {...stylex.props(styles.root)}>
      {offers.length > 0 && <SuggestionLabel tone={tone} isShort={isNarrow} />}
      {edited ? (
        <OtherChoices
          offer={edited}
          onChoose={(choice) => {
            setEditing(null)
            acts.choose(edited, choice)
          }}
          onClose={() => {
            setEditing(null)
            bar.focus()
          }}
        />
      ) : (
        offers.map((offer) => (
          <LineOffer
            key={offer.suggestionId}
            offer={offer}
            tone={tone}
            lookup={bar.lookup}
            onAccept={() => acts.accept([offer])}
            onEdit={() => setEditing(offer.suggestionId)}
            onDismiss={() => dismiss(offer)}
          />
        ))
      )}
      {offers.length > 0 && !edited && (
        <Button
          size="sm"
          tone="quiet"
          aria-expanded={isWhyOpen}
          aria-controls={isWhyOpen ? whyId : undefined}
          onPress={() => setIsWhyOpen(!isWhyOpen)}
          xstyle={styles.why}
        >
          Why?
        </Button>
      )}
      {offers.length > 0 && !edited && (
        <span aria-hidden {...stylex.props(textStyles.xs, textStyles.subtle, styles.hint)}>
          {acceptKey} accept and log
        </span>
      )}
      {isNarrow && all.length > 1 && !edited && (
        <Button size="sm" tone="quiet" onPress={() => setTurn(at + 1)} xstyle={styles.why}>
          {`${all.length - 1} more`}
        </Button>
      )}
      {isMissed && <span {...stylex.props(textStyles.xs, textStyles.subtle)}>No suggestion</span>}
      {isWhyOpen && offers.length > 0 && (
        <WhyPanel
          id={whyId}
          offers={offers}
          ai={categories?.ai}
          onClose={() => setIsWhyOpen(false)}
        />
      )}
    </div>
  )
}

const acceptKey = commandKey('') === '⌘' ? '⌥⏎' : 'Alt ⏎'

function wishFor(reading: BarParts['line']['readings'][number]): Wish | null {
  const open = openKinds(reading)
  const { activity } = reading.resolved.parsed
  const isWorth = activity.trim().length > 1 && open.length > 0
  return isWorth ? { text: reading.text.trim(), activity, open } : null
}

/** Says once what is offered, so that it can be taken without being looked at. */
function useSpokenOffers(offers: readonly Offer[], shownAt: number) {
  const announce = useAnnounce()
  const words = offers.map(({ kind, label }) => `${kind} ${label}`).join(', ')
  // Speech is outside of what is drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: one answer is said once.
  useEffect(() => {
    if (words !== '') announce(`Suggested ${words}. Alt Enter accepts and logs.`)
  }, [announce, shownAt])
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s6,
    minWidth: 0,
    // What does not fit a small phone scrolls sideways, as the chips do.
    overflowX: { default: 'visible', [media.narrow]: 'auto' },
    overflowY: { default: 'visible', [media.narrow]: 'hidden' },
    paddingInline: space.s12,
    scrollbarWidth: 'none',
  },
  hint: {
    display: { default: 'inline', [media.narrow]: 'none', [media.coarse]: 'none' },
    whiteSpace: 'nowrap',
  },
  why: { minHeight: 24, paddingInline: space.s6 },
})
