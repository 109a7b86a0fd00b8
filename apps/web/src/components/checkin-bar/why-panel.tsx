import * as stylex from '@stylexjs/stylex'
import type { AiState } from '@worksmart/types/ai'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, shadow, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { aiLine } from '../ai-words.ts'
import { Evidence } from '../suggestion/evidence.tsx'
import type { Offer } from './line-offers.ts'

export type WhyPanelProps = {
  id: string
  offers: readonly Offer[]
  ai: AiState | undefined
  onClose(): void
}

/** Why each value is offered, over the page below the bar: reading it moves nothing. */
export function WhyPanel({ id, offers, ai, onClose }: WhyPanelProps) {
  const quiet = ai === undefined ? null : aiLine(ai, 'These come from rules over your own entries.')
  return (
    <section
      id={id}
      aria-label="Why these are suggested"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
      {...stylex.props(styles.root)}
    >
      {offers.map(({ kind, suggestionId, label, evidence }) => (
        <div key={suggestionId}>
          <h2 dir="auto" {...stylex.props(textStyles.sm, textStyles.semibold)}>
            {kind === 'tag' ? `#${label}` : label}
          </h2>
          <Evidence reasons={evidence} />
        </div>
      ))}
      {quiet && <p {...stylex.props(textStyles.sm, textStyles.muted)}>{quiet}</p>}
    </section>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.raised,
    borderRadius: radius.lg,
    boxShadow: shadow.popover,
    color: color.text,
    display: 'grid',
    gap: space.s8,
    insetBlockStart: '100%',
    insetInline: 0,
    padding: space.s12,
    position: 'absolute',
    zIndex: z.popover,
  },
})
