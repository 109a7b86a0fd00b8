import * as stylex from '@stylexjs/stylex'
import type { NarrativeLine } from '@worksmart/types/narrative'
import { Button } from '@worksmart/ui/button.tsx'
import { Spinner } from '@worksmart/ui/spinner.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { SuggestionLabel } from '../../../components/suggestion/suggestion-label.tsx'
import { suggestionLook } from '../../../components/suggestion/suggestion-look.ts'

export type DraftingProps = {
  /** What has arrived; each was checked against its facts. */
  sentences: readonly NarrativeLine[]
  onCancel(): void
}

/** A status on its way: its sentences as they arrive. Their sources open once the draft is whole. */
export function Drafting({ sentences, onCancel }: DraftingProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing of this can be filled in.
    <div
      role="group"
      aria-label="Status on its way"
      {...stylex.props(suggestionLook.frame, suggestionLook.data, styles.root)}
    >
      <p {...stylex.props(styles.line)}>
        <SuggestionLabel tone="data" words="Drafting" />
        <span role="status" {...stylex.props(styles.line, textStyles.sm, textStyles.muted)}>
          <Spinner />
          {sentences.length === 0 ? 'Putting the facts into sentences' : soFar(sentences.length)}
        </span>
        <Button size="sm" tone="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </p>
      {sentences.length > 0 && (
        <ol {...stylex.props(styles.list)}>
          {sentences.map(({ text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences arrive in their order.
            <li key={index} dir="auto" {...stylex.props(textStyles.base, styles.words)}>
              {text}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

const soFar = (count: number) => (count === 1 ? '1 sentence so far' : `${count} sentences so far`)

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8, padding: space.s12 },
  line: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  list: { display: 'grid', gap: space.s6, listStyle: 'none', margin: 0, padding: 0 },
  words: { color: color.text, overflowWrap: 'anywhere' },
})
