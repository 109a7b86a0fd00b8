// The parts every form control shares: its label, its hint, its problem and its box.
import * as stylex from '@stylexjs/stylex'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'
import {
  color,
  density,
  line,
  media,
  motion,
  radius,
  space,
  text,
  weight,
} from './tokens.stylex.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export type FieldWords = {
  label: string
  /** Keeps the label for screen readers where the place already says what the field is. */
  isLabelHidden?: boolean
  description?: ReactNode
  /** Its presence makes the field invalid. Say what is wrong and what would be right. */
  errorMessage?: string | undefined
}

export function FieldLabel({ label, isLabelHidden }: Pick<FieldWords, 'label' | 'isLabelHidden'>) {
  const words = <Label {...stylex.props(fieldStyles.label)}>{label}</Label>
  return isLabelHidden ? <VisuallyHidden>{words}</VisuallyHidden> : words
}

export function FieldNotes({
  description,
  errorMessage,
}: Pick<FieldWords, 'description' | 'errorMessage'>) {
  return (
    <>
      {description !== undefined && (
        <Text slot="description" {...stylex.props(fieldStyles.description)}>
          {description}
        </Text>
      )}
      <FieldError {...stylex.props(fieldStyles.problem)}>
        {({ validationErrors }) => (
          <>
            <Icon icon={CircleAlert} xstyle={fieldStyles.problemIcon} />
            <span>{errorMessage ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  )
}

export const fieldStyles = stylex.create({
  root: { display: 'flex', flexDirection: 'column', gap: space.s6, minWidth: 0 },
  label: {
    color: color.text,
    cursor: 'default',
    fontSize: text.sm,
    fontWeight: weight.medium,
    lineHeight: line.sm,
  },
  description: { color: color.textMuted, fontSize: text.sm, lineHeight: line.sm },
  problem: {
    alignItems: 'flex-start',
    color: color.danger,
    display: 'flex',
    fontSize: text.sm,
    gap: space.s6,
    lineHeight: line.sm,
  },
  problemIcon: { marginBlockStart: space.s2 },
  box: {
    appearance: 'none',
    backgroundColor: { default: color.surface, '[data-disabled]': color.sunken },
    borderColor: {
      default: color.borderStrong,
      ':is([data-hovered])': color.textMuted,
      '[data-invalid]': color.danger,
    },
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: { default: 1, [media.forcedColors]: { default: 1, '[data-invalid]': 2 } },
    // The second danger pixel is drawn inside, so that turning invalid moves nothing.
    boxShadow: { default: 'none', '[data-invalid]': `inset 0 0 0 1px ${color.danger}` },
    boxSizing: 'border-box',
    color: { default: color.text, '[data-disabled]': color.textSubtle },
    fontFamily: 'inherit',
    fontSize: text.input,
    lineHeight: line.base,
    minHeight: density.controlMd,
    minWidth: 0,
    paddingBlock: space.s4,
    paddingInline: 10,
    transitionDuration: motion.fast,
    transitionProperty: 'border-color',
    width: '100%',
    '::placeholder': { color: color.textSubtle, opacity: 1 },
  },
  // A field always shows where it is, also to those who reached it with a pointer.
  boxFocus: {
    outlineColor: color.focus,
    outlineOffset: -1,
    outlineStyle: { default: 'none', '[data-focused]': 'solid', '[data-focus-visible]': 'solid' },
    outlineWidth: 2,
  },
  multiline: { paddingBlock: space.s6, resize: 'vertical' },
})
