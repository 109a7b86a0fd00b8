import * as stylex from '@stylexjs/stylex'
import { durationText } from '@worksmart/types/grammar/durations'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { readLongDuration } from '../../lib/long-duration.ts'
import { inputStyles } from './input-styles.ts'

export type EstimateFieldProps = {
  id: string
  /** Null without an estimate. */
  minutes: number | null
  onSave(minutes: number | null): void
}

/** A duration as the bar reads it, `2h30m`. What cannot be read stays, with a hint. */
export function EstimateField({ id, minutes, onSave }: EstimateFieldProps) {
  const shown = minutes === null ? '' : durationText(minutes)
  const [text, setText] = useState(shown)
  const [isWrong, setIsWrong] = useState(false)

  function save() {
    const read = readLongDuration(text)
    setIsWrong(read === undefined)
    if (read !== undefined && read !== minutes) onSave(read)
  }

  return (
    <>
      <input
        id={id}
        value={text}
        placeholder="2h30m"
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setIsWrong(false)
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') save()
          if (event.key === 'Escape' && text !== shown) {
            event.preventDefault()
            setText(shown)
            setIsWrong(false)
          }
        }}
        {...stylex.props(
          inputStyles.field,
          isWrong && inputStyles.invalid,
          styles.field,
          focusRing.native,
        )}
      />
      <p id={`${id}-wrong`} role="alert" {...stylex.props(textStyles.sm, styles.wrong)}>
        {isWrong && 'Not a duration. Write it like 2h30m or 45 min.'}
      </p>
    </>
  )
}

const styles = stylex.create({
  field: { minWidth: 0, width: 160 },
  wrong: { color: color.danger, marginBlockStart: { default: space.s4, ':empty': 0 } },
})
