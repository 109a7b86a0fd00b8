import * as stylex from '@stylexjs/stylex'
import { color, media, radius, z } from '@worksmart/ui/tokens.stylex.ts'
import type { RefObject } from 'react'
import { type Mark, segmentsOf } from './line-marks.ts'
import { tintBackgrounds } from './tints.ts'

export type TokenBackdropProps = {
  text: string
  marks: readonly Mark[]
  /** Where the completion list hangs; null without one. */
  anchorAt: number | null
  anchorRef: RefObject<HTMLSpanElement | null>
  xstyle: stylex.StyleXStyles[]
}

/**
 * The same words as the field, unseen, behind it: only their tints and underlines show. It must
 * break lines exactly as the field does, so nothing here may take space.
 */
export function TokenBackdrop({ text, marks, anchorAt, anchorRef, xstyle }: TokenBackdropProps) {
  return (
    <div aria-hidden="true" dir="auto" {...stylex.props(styles.root, ...xstyle)}>
      {segmentsOf(text, marks, anchorAt).map((segment) => (
        <span
          key={segment.start}
          ref={segment.start === anchorAt ? anchorRef : undefined}
          {...stylex.props(
            segment.tint && styles.token,
            segment.tint && tintBackgrounds[segment.tint],
            segment.trouble && styles.trouble,
            segment.trouble && troubles[segment.trouble],
          )}
        >
          {segment.text}
        </span>
      ))}
      {/* A last line that is empty has no height without something on it. */}
      {'\u200b'}
    </div>
  )
}

const styles = stylex.create({
  root: {
    color: 'transparent',
    // Forced colours would paint these words over the field's own, and an opaque plate behind the
    // field's words over these underlines, so there they move to the front.
    forcedColorAdjust: 'none',
    zIndex: { default: 'auto', [media.forcedColors]: z.sticky },
    pointerEvents: 'none',
    userSelect: 'none',
  },
  token: {
    borderRadius: radius.sm,
    boxDecorationBreak: 'clone',
    textDecorationColor: { default: 'transparent', [media.forcedColors]: 'CanvasText' },
    textDecorationLine: { default: 'none', [media.forcedColors]: 'underline' },
    textUnderlineOffset: 3,
  },
  trouble: {
    textDecorationLine: 'underline',
    textDecorationSkipInk: 'none',
    textDecorationThickness: 2,
    textUnderlineOffset: 3,
  },
})

const troubles = stylex.create({
  error: {
    textDecorationColor: { default: color.danger, [media.forcedColors]: 'Highlight' },
    textDecorationStyle: 'wavy',
  },
  warning: {
    textDecorationColor: { default: color.warning, [media.forcedColors]: 'Highlight' },
    textDecorationStyle: 'dotted',
  },
})
