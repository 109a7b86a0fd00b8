import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useId, useRef } from 'react'

export type ReasonFieldProps = {
  value: string
  isMissing: boolean
  onChange(reason: string): void
}

/** Why another person's entry is corrected. It goes into the audit log with the change. */
export function ReasonField({ value, isMissing, onChange }: ReasonFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)

  // The reason is the first thing asked for here, and again when it was left out.
  useEffect(() => {
    input.current?.focus()
  }, [])
  useEffect(() => {
    if (isMissing) input.current?.focus()
  }, [isMissing])

  return (
    <div {...stylex.props(styles.root)}>
      <label htmlFor={id} {...stylex.props(textStyles.sm, textStyles.medium)}>
        Reason for the change
      </label>
      <input
        ref={input}
        id={id}
        dir="auto"
        value={value}
        maxLength={limits.reason}
        aria-invalid={isMissing}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
        {...stylex.props(styles.input, isMissing && styles.invalid, focusRing.native)}
      />
      <span
        id={`${id}-note`}
        {...stylex.props(textStyles.xs, isMissing ? styles.error : textStyles.subtle)}
      >
        {isMissing
          ? 'Say why: this is another person’s entry.'
          : 'This is another person’s entry. The reason is kept with the change.'}
      </span>
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s4, padding: space.s8, paddingBlockEnd: 0 },
  input: {
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.text,
    font: 'inherit',
    fontSize: text.input,
    minHeight: density.controlMd,
    paddingInline: space.s8,
  },
  invalid: { borderColor: color.danger, borderWidth: 2 },
  error: { color: color.danger },
})
