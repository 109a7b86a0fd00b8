import * as stylex from '@stylexjs/stylex'
import { SwitchButton, SwitchField, type SwitchFieldProps } from 'react-aria-components/Switch'
import { FieldNotes, type FieldWords, fieldStyles } from './field.tsx'
import { toggleStyles } from './toggle-styles.ts'
import { color, media, motion, radius } from './tokens.stylex.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export type SwitchProps = Omit<SwitchFieldProps, 'children' | 'className' | 'style'> &
  FieldWords & { xstyle?: stylex.StyleXStyles }

/** For a setting that takes effect at once; inside a form that is sent later use a checkbox. */
export function Switch({
  label,
  isLabelHidden = false,
  description,
  errorMessage,
  xstyle,
  ...props
}: SwitchProps) {
  return (
    <SwitchField
      {...props}
      isInvalid={props.isInvalid === true || errorMessage !== undefined}
      {...stylex.props(toggleStyles.root, xstyle)}
    >
      <SwitchButton {...stylex.props(toggleStyles.button)}>
        {({ isSelected, isDisabled, isFocusVisible }) => (
          <>
            <span
              {...stylex.props(
                styles.track,
                isSelected && styles.on,
                isDisabled && styles.disabled,
                isFocusVisible && toggleStyles.ring,
              )}
            >
              <span {...stylex.props(styles.thumb, isSelected && styles.thumbOn)} />
            </span>
            {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
          </>
        )}
      </SwitchButton>
      <span {...stylex.props(fieldStyles.root, toggleStyles.switchNotes)}>
        <FieldNotes description={description} errorMessage={errorMessage} />
      </span>
    </SwitchField>
  )
}

const styles = stylex.create({
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
