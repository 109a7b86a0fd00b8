import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import {
  color,
  density,
  line,
  media,
  radius,
  space,
  text,
  weight,
} from '@worksmart/ui/tokens.stylex.ts'
import { RotateCcw, X } from 'lucide-react'
import { memo } from 'react'
import { ChipEditor } from './chip-editor.tsx'
import { type Chip, editLabel, suppressLabel } from './chip-label.ts'
import { tintBackgrounds, tintTexts } from './tints.ts'

export type ChipActions = {
  focused(index: number): void
  press(chip: Chip, index: number): void
  suppress(chip: Chip): void
  /** The new text, or null when nothing is to change. */
  edited(chip: Chip, index: number, text: string | null): void
}

export type ChipItemProps = {
  chip: Chip
  index: number
  isEditing: boolean
  /** Tab stops at one chip only; the arrows reach the others. */
  isTabStop: boolean
  actions: ChipActions
}

// Each key reads the line anew, and most chips say after it what they said before.
function isSame(before: ChipItemProps, after: ChipItemProps): boolean {
  const fields = Object.keys(after.chip) as (keyof Chip)[]
  return (
    before.index === after.index &&
    before.isEditing === after.isEditing &&
    before.isTabStop === after.isTabStop &&
    before.actions === after.actions &&
    fields.every((field) => before.chip[field] === after.chip[field])
  )
}

/** One understood part of the line, or one part that was turned back into text. */
export const ChipItem = memo(function ChipItem(props: ChipItemProps) {
  const { chip, index, isEditing, isTabStop, actions } = props
  if (isEditing) {
    return <ChipEditor chip={chip} onDone={(text) => actions.edited(chip, index, text)} />
  }
  const isText = chip.kind === 'text'
  return (
    <span
      {...stylex.props(
        styles.root,
        tintBackgrounds[chip.tint],
        tintTexts[chip.tint],
        isText && styles.text,
        chip.isWrong && styles.wrong,
      )}
    >
      <button
        type="button"
        data-chip=""
        tabIndex={isTabStop ? 0 : -1}
        aria-label={editLabel(chip)}
        onFocus={() => actions.focused(index)}
        onClick={() => actions.press(chip, index)}
        {...stylex.props(styles.button, styles.main, isText && styles.alone, focusRing.nativeInset)}
      >
        {chip.kind === 'project' && <span aria-hidden="true">◆</span>}
        <span dir="auto" {...stylex.props(styles.label)}>
          {chip.label}
        </span>
        {isText && <Icon icon={RotateCcw} xstyle={styles.glyph} />}
      </button>
      {!isText && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={suppressLabel(chip)}
          onClick={() => actions.suppress(chip)}
          {...stylex.props(styles.button, styles.close, focusRing.nativeInset)}
        >
          <Icon icon={X} xstyle={styles.glyph} />
        </button>
      )}
    </span>
  )
}, isSame)

const styles = stylex.create({
  root: {
    alignItems: 'stretch',
    borderColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'inline-flex',
    flexShrink: 0,
    height: { default: 24, [media.coarse]: 36 },
    maxWidth: '32ch',
  },
  text: { backgroundColor: 'transparent', borderColor: color.borderStrong, borderStyle: 'dashed' },
  wrong: { backgroundColor: color.dangerBg, borderColor: color.danger, color: color.danger },
  button: {
    alignItems: 'center',
    appearance: 'none',
    backgroundColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'none',
    color: 'inherit',
    cursor: 'pointer',
    display: 'inline-flex',
    fontFamily: 'inherit',
    fontSize: text.xs,
    fontWeight: weight.medium,
    lineHeight: line.xs,
    margin: space.s0,
    padding: space.s0,
    WebkitTapHighlightColor: 'transparent',
  },
  main: { gap: space.s4, minWidth: 0, paddingInlineEnd: space.s4, paddingInlineStart: space.s6 },
  alone: { paddingInlineEnd: space.s6 },
  label: {
    fontVariantNumeric: 'tabular-nums',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  close: {
    flexShrink: 0,
    justifyContent: 'center',
    opacity: { default: 0.75, ':hover': 1, ':focus-visible': 1 },
    width: density.hit,
  },
  glyph: { height: 12, width: 12 },
})
