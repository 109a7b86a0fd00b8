import * as stylex from '@stylexjs/stylex'
import { type ChangeEvent, useId, useState } from 'react'
import { toggleStyles } from './toggle-styles.ts'
import { color, line, media, motion, radius, text } from './tokens.stylex.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export type SwitchProps = {
  label: string
  /** Keeps the label for screen readers where the place already says what the switch is. */
  isLabelHidden?: boolean
  description?: string
  isSelected?: boolean
  isDisabled?: boolean
  onChange?: (isSelected: boolean) => void
  xstyle?: stylex.StyleXStyles
}

/** For a setting that takes effect at once; inside a form that is sent later use a checkbox. */
export function Switch(props: SwitchProps) {
  const { label, isLabelHidden = false, description, isDisabled = false, onChange, xstyle } = props
  const [isTurned, setIsTurned] = useState(false)
  const isSelected = props.isSelected ?? isTurned
  const id = useId()

  function handleChange(event: ChangeEvent<HTMLInputElement>) {
    setIsTurned(event.target.checked)
    onChange?.(event.target.checked)
  }

  return (
    <div {...stylex.props(toggleStyles.root, xstyle)}>
      <label
        data-disabled={isDisabled || undefined}
        {...stylex.props(toggleStyles.button, styles.row)}
      >
        <input
          type="checkbox"
          role="switch"
          aria-checked={isSelected}
          checked={isSelected}
          disabled={isDisabled}
          aria-describedby={description === undefined ? undefined : id}
          onChange={handleChange}
          {...stylex.props(stylex.defaultMarker(), styles.input)}
        />
        <span
          aria-hidden
          {...stylex.props(styles.track, isSelected && styles.on, isDisabled && styles.disabled)}
        >
          <span {...stylex.props(styles.thumb, isSelected && styles.thumbOn)} />
        </span>
        {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      {description !== undefined && (
        <span id={id} {...stylex.props(styles.description, toggleStyles.switchNotes)}>
          {description}
        </span>
      )}
    </div>
  )
}

const styles = stylex.create({
  row: { position: 'relative' },
  // The field lies over its row unseen, so that a finger and a screen reader's cursor both find it.
  input: {
    cursor: 'inherit',
    height: '100%',
    inset: 0,
    margin: 0,
    opacity: 0,
    position: 'absolute',
    width: '100%',
  },
  description: { color: color.textMuted, fontSize: text.sm, lineHeight: line.sm },
  track: {
    alignItems: 'center',
    backgroundColor: { default: color.borderStrong, [media.forcedColors]: 'CanvasText' },
    borderRadius: radius.full,
    boxSizing: 'border-box',
    display: 'inline-flex',
    flexShrink: 0,
    forcedColorAdjust: 'none',
    height: 18,
    marginBlock: 1,
    outlineColor: color.focus,
    outlineOffset: 2,
    outlineStyle: {
      default: 'none',
      [stylex.when.siblingBefore(':focus-visible')]: 'solid',
    },
    outlineWidth: 2,
    padding: 2,
    transitionDuration: motion.base,
    transitionProperty: 'background-color',
    width: 32,
  },
  on: {
    backgroundColor: { default: color.accent, [media.forcedColors]: 'Highlight' },
  },
  disabled: {
    backgroundColor: { default: color.border, [media.forcedColors]: 'GrayText' },
  },
  thumb: {
    backgroundColor: { default: color.surface, [media.forcedColors]: 'Canvas' },
    borderRadius: radius.full,
    height: 14,
    // The whole travel is the state itself, so it is not shortened; reduced motion makes it a jump.
    transform: 'none',
    transitionDuration: motion.base,
    transitionProperty: 'transform',
    transitionTimingFunction: motion.ease,
    width: 14,
  },
  thumbOn: { transform: 'translateX(14px)' },
})
