import * as stylex from '@stylexjs/stylex'
import { Check, Minus } from 'lucide-react'
import {
  CheckboxButton,
  CheckboxField,
  type CheckboxFieldProps,
} from 'react-aria-components/Checkbox'
import { FieldNotes, type FieldWords, fieldStyles } from './field.tsx'
import { Icon } from './icon.tsx'
import { toggleStyles } from './toggle-styles.ts'
import { color, media, radius } from './tokens.stylex.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export type CheckboxProps = Omit<CheckboxFieldProps, 'children' | 'className' | 'style'> &
  FieldWords & { xstyle?: stylex.StyleXStyles }

export function Checkbox({
  label,
  isLabelHidden = false,
  description,
  errorMessage,
  xstyle,
  ...props
}: CheckboxProps) {
  return (
    <CheckboxField
      {...props}
      isInvalid={props.isInvalid === true || errorMessage !== undefined}
      {...stylex.props(toggleStyles.root, xstyle)}
    >
      <CheckboxButton {...stylex.props(toggleStyles.button)}>
        {({ isSelected, isIndeterminate, isDisabled, isFocusVisible, isHovered, isInvalid }) => (
          <>
            <span
              {...stylex.props(
                styles.box,
                isHovered && styles.hovered,
                (isSelected || isIndeterminate) && styles.on,
                isInvalid && styles.invalid,
                isDisabled && styles.disabled,
                isFocusVisible && toggleStyles.ring,
              )}
            >
              {isIndeterminate && <Icon icon={Minus} xstyle={styles.mark} />}
              {isSelected && !isIndeterminate && <Icon icon={Check} xstyle={styles.mark} />}
            </span>
            {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
          </>
        )}
      </CheckboxButton>
      <span {...stylex.props(toggleStyles.notes, fieldStyles.root)}>
        <FieldNotes description={description} errorMessage={errorMessage} />
      </span>
    </CheckboxField>
  )
}

const styles = stylex.create({
  box: {
    alignItems: 'center',
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.onAccent,
    display: 'inline-flex',
    flexShrink: 0,
    height: 16,
    justifyContent: 'center',
    marginBlock: 2,
    width: 16,
  },
  hovered: { borderColor: color.textMuted },
  on: {
    backgroundColor: { default: color.accent, [media.forcedColors]: 'Highlight' },
    borderColor: { default: color.accent, [media.forcedColors]: 'Highlight' },
    color: { default: color.onAccent, [media.forcedColors]: 'HighlightText' },
    forcedColorAdjust: 'none',
  },
  invalid: { borderColor: color.danger, boxShadow: `inset 0 0 0 1px ${color.danger}` },
  disabled: { backgroundColor: color.sunken, borderColor: color.border, color: color.textSubtle },
  mark: { height: 12, strokeWidth: 3, width: 12 },
})
