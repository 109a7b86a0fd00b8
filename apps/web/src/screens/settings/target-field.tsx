import * as stylex from '@stylexjs/stylex'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { useState } from 'react'
import { formatMinutes } from '../../lib/durations.ts'
import { readLongDuration } from '../../lib/long-duration.ts'
import { prefer } from '../../lib/preferences.ts'
import { dailyTarget } from '../today/summary-sums.ts'
import { SavedLine } from './autosave-notes.tsx'
import { keptWords } from './kept-words.ts'

const dayMinutes = 1440

/** The hours that a day is measured by in Today. */
export function TargetField() {
  const [text, setText] = useState(() => formatMinutes(dailyTarget()))
  const [words, setWords] = useState('')
  const [isTried, setIsTried] = useState(false)
  const minutes = readLongDuration(text)
  const isRight = typeof minutes === 'number' && minutes <= dayMinutes

  function save() {
    setIsTried(true)
    if (!isRight || minutes === dailyTarget()) return
    setWords(keptWords(prefer('target', String(minutes))))
    setText(formatMinutes(minutes))
  }

  return (
    <div {...stylex.props(styles.root)}>
      <TextField
        label="Daily target"
        description="Today measures your day by it."
        value={text}
        autoComplete="off"
        errorMessage={
          isTried && !isRight ? 'Write hours of one day, like 7h30m or 8 h.' : undefined
        }
        onChange={(next) => {
          setText(next)
          setIsTried(false)
          setWords('')
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
        }}
      />
      <SavedLine words={words} />
    </div>
  )
}

const styles = stylex.create({ root: { maxWidth: 240, position: 'relative' } })
