import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, space } from '@worksmart/ui/tokens.stylex.ts'
import { Check, Pencil, X } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { isEditable } from '../../lib/hotkeys.ts'
import { SuggestionLabel } from './suggestion-label.tsx'
import { type SuggestionTone, suggestionLook } from './suggestion-look.ts'

export type SuggestionProps = {
  /** What is proposed, in words that follow a verb: "tag dev". */
  name: string
  tone: SuggestionTone
  /** A word of the api, never a percentage; null where there is nothing to doubt. */
  confidence: 'likely' | 'maybe' | null
  /** `chip` is one line in the bar; `card` has room for words on its buttons. */
  look: 'chip' | 'card'
  isPending?: boolean
  onAccept(): void
  onEdit(): void
  onDismiss(): void
  /** What it is, as the place shows such a thing. */
  children: ReactNode
  /** Why it is proposed; below the value of a card. */
  why?: ReactNode
}

/**
 * Something that AI or a rule proposes. Nothing of it is true before a person accepts it, and it
 * never takes the focus. With the focus inside, `A` accepts and `D` dismisses.
 */
export function Suggestion(props: SuggestionProps) {
  const { name, tone, confidence, look, isPending = false, children, why } = props
  const isChip = look === 'chip'
  const acts = [
    { verb: 'Accept', run: props.onAccept, icon: Check, keys: 'A' },
    { verb: 'Edit', run: props.onEdit, icon: Pencil, keys: undefined },
    { verb: 'Dismiss', run: props.onDismiss, icon: X, keys: 'D' },
  ] as const

  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return
    const act = acts.find(({ keys }) => keys?.toLowerCase() === event.key)
    if (!act || isPending) return
    event.preventDefault()
    event.stopPropagation()
    act.run()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line of the bar has no fieldset.
    <div
      role="group"
      aria-label={`Suggested ${name}${confidence ? `, ${confidence}` : ''}`}
      onKeyDown={handleKey}
      {...stylex.props(
        suggestionLook.frame,
        suggestionLook[tone],
        isChip ? styles.chip : styles.card,
      )}
    >
      <div {...stylex.props(styles.value, !isChip && styles.words)}>{children}</div>
      {isChip ? (
        confidence && <span {...stylex.props(textStyles.xs, styles.word)}>{confidence}</span>
      ) : (
        <SuggestionLabel tone={tone} words={['Suggested', confidence].filter(Boolean).join(', ')} />
      )}
      {why && <div {...stylex.props(styles.why)}>{why}</div>}
      <span {...stylex.props(styles.acts, isChip && styles.end)}>
        {acts.map(({ verb, run, icon, keys }) =>
          isChip ? (
            <IconButton
              key={verb}
              icon={icon}
              size="sm"
              label={`${verb} suggested ${name}`}
              tip={verb}
              {...(keys ? { shortcut: keys, keyShortcuts: keys } : {})}
              isPending={isPending && verb === 'Accept'}
              onPress={run}
              xstyle={styles.small}
            />
          ) : (
            <Button
              key={verb}
              size="sm"
              tone={verb === 'Accept' ? 'neutral' : 'quiet'}
              icon={icon}
              aria-label={`${verb} suggested ${name}`}
              {...(keys ? { keyShortcuts: keys } : {})}
              isPending={isPending && verb === 'Accept'}
              onPress={run}
            >
              {verb}
            </Button>
          ),
        )}
      </span>
    </div>
  )
}

const styles = stylex.create({
  chip: {
    alignItems: 'center',
    display: 'inline-flex',
    flexShrink: 0,
    gap: space.s4,
    maxWidth: '100%',
    paddingInlineStart: space.s6,
  },
  card: {
    alignItems: 'start',
    columnGap: space.s8,
    display: 'flex',
    flexWrap: 'wrap',
    padding: space.s8,
    rowGap: space.s4,
  },
  value: { minWidth: 0 },
  words: { color: color.text, flexGrow: 1, overflowWrap: 'anywhere' },
  word: { flexShrink: 0 },
  acts: { alignItems: 'center', display: 'inline-flex', flexShrink: 0, gap: space.s2 },
  end: { gap: 0, marginInlineStart: 'auto' },
  // A line of the bar is 28 pixels tall with its border; what can be pressed grows around it.
  small: {
    height: { default: 24, [media.coarse]: 32 },
    width: { default: 24, [media.coarse]: 32 },
  },
  why: { width: '100%' },
})
