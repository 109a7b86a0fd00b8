import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { color, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { filterStyles } from './filter-fields.tsx'

export type DayFieldProps = {
  day: string | undefined
  label?: string
  /** What stands in the empty field. */
  words?: string
  /** An empty string when the day was cleared; a half-typed year may pass through. */
  onChange(day: string): void
}

/** The browser's own date field. While it is empty it shows words, not a pattern to fill in. */
export function DayField({ day, label = 'Day', words = 'All days', onChange }: DayFieldProps) {
  const [isFocused, setIsFocused] = useState(false)
  const isEmpty = day === undefined && !isFocused
  return (
    <span {...stylex.props(styles.root)}>
      <input
        type="date"
        aria-label={label}
        value={day ?? ''}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => setIsFocused(true)}
        onBlur={() => setIsFocused(false)}
        {...stylex.props(
          filterStyles.field,
          day !== undefined && filterStyles.on,
          styles.input,
          isEmpty && styles.blank,
          focusRing.native,
        )}
      />
      {isEmpty && (
        <span aria-hidden {...stylex.props(styles.words)}>
          {words}
        </span>
      )}
    </span>
  )
}

const styles = stylex.create({
  root: { display: 'inline-flex', position: 'relative' },
  input: { colorScheme: 'inherit', width: 136 },
  blank: { color: 'transparent' },
  words: {
    alignSelf: 'center',
    color: color.textMuted,
    fontSize: text.input,
    insetInlineStart: space.s8,
    pointerEvents: 'none',
    position: 'absolute',
  },
})
