// The look of what is only proposed, the same in the bar, on a document and on a project. Purple is
// for AI alone: what comes from rules over a person's own data has the same shape in plain colours.
import * as stylex from '@stylexjs/stylex'
import { color, radius } from '@worksmart/ui/tokens.stylex.ts'

export const suggestionLook = stylex.create({
  frame: {
    borderRadius: radius.md,
    borderStyle: 'dashed',
    borderWidth: 1,
    boxSizing: 'border-box',
    minWidth: 0,
  },
  ai: { backgroundColor: color.aiBg, borderColor: color.ai, color: color.ai },
  data: { backgroundColor: color.sunken, borderColor: color.borderStrong, color: color.textMuted },
})

export type SuggestionTone = 'ai' | 'data'
