import * as stylex from '@stylexjs/stylex'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { Suggestion } from '../suggestion/suggestion.tsx'
import type { SuggestionTone } from '../suggestion/suggestion-look.ts'
import { projectTint } from './chip-label.ts'
import type { Offer } from './line-offers.ts'
import type { Lookup } from './read-lines.ts'
import { tintTexts } from './tints.ts'

export type LineOfferProps = {
  offer: Offer
  tone: SuggestionTone
  lookup: Lookup
  onAccept(): void
  onEdit(): void
  onDismiss(): void
}

/** One value that the line could have. */
export function LineOffer({ offer, lookup, ...rest }: LineOfferProps) {
  const { kind, value, label, confidence } = offer
  return (
    <Suggestion name={`${kind} ${label}`} confidence={confidence} look="chip" {...rest}>
      {kind === 'tag' ? (
        <TagChip tag={value} />
      ) : (
        <span
          dir="auto"
          title={label}
          {...stylex.props(textStyles.xs, textStyles.medium, styles.name)}
        >
          {kind === 'project' && (
            <span
              aria-hidden
              {...stylex.props(tintTexts[projectTint(lookup.projectOf.get(value))])}
            >
              ◆{' '}
            </span>
          )}
          {label}
        </span>
      )}
    </Suggestion>
  )
}

const styles = stylex.create({
  name: {
    display: 'block',
    maxWidth: '24ch',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})
