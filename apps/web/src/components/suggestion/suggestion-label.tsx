import * as stylex from '@stylexjs/stylex'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { History, Sparkles } from 'lucide-react'
import type { SuggestionTone } from './suggestion-look.ts'

export type SuggestionLabelProps = {
  tone: SuggestionTone
  words?: string
  /** The sign alone, where the neighbourhood says the word. */
  isShort?: boolean
}

/** Says that something is only proposed, and whether AI or the person's own data proposes it. */
export function SuggestionLabel({ tone, words, isShort = false }: SuggestionLabelProps) {
  const isAi = tone === 'ai'
  return (
    <span
      {...stylex.props(
        styles.root,
        textStyles.xs,
        textStyles.medium,
        isAi ? styles.ai : styles.data,
      )}
    >
      <Icon icon={isAi ? Sparkles : History} />
      {!isShort && (words ?? (isAi ? 'Suggested' : 'From your entries'))}
    </span>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'inline-flex',
    flexShrink: 0,
    gap: space.s4,
    whiteSpace: 'nowrap',
  },
  ai: { color: color.ai },
  data: { color: color.textMuted },
})
