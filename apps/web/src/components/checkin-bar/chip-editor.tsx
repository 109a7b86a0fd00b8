import * as stylex from '@stylexjs/stylex'
import { color, font, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useRef, useState } from 'react'
import type { Chip } from './chip-label.ts'

export type ChipEditorProps = {
  chip: Chip
  /** The new text, or null when nothing is to change. */
  onDone(text: string | null): void
}

/** Edits one span of the line in the chip's own place. Enter or leaving it applies, Esc does not. */
export function ChipEditor({ chip, onDone }: ChipEditorProps) {
  const [typed, setTyped] = useState(chip.typed)
  const input = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  // The person asked for the editor by pressing the chip, so it takes over the focus.
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  // Going away takes the focus with it, and that blur must not count as a second answer.
  const finish = (words: string | null) => {
    if (isDone.current) return
    isDone.current = true
    onDone(words === chip.typed ? null : words)
  }
  return (
    <input
      ref={input}
      aria-label={`Edit ${chip.spoken}`}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      value={typed}
      size={Math.max(4, typed.length + 1)}
      onChange={(event) => setTyped(event.target.value.replace(/[\r\n]+/g, ' '))}
      onBlur={() => finish(typed)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        finish(event.key === 'Enter' ? typed : null)
      }}
      {...stylex.props(styles.root)}
    />
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.raised,
    borderColor: color.borderStrong,
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.text,
    flexShrink: 0,
    fontFamily: font.sans,
    fontSize: { default: text.xs, '@media (max-width: 767.98px)': text.md },
    height: { default: 24, '@media (pointer: coarse)': 36 },
    maxWidth: '32ch',
    outlineColor: color.focus,
    outlineOffset: -1,
    outlineStyle: 'solid',
    outlineWidth: 2,
    paddingInline: space.s6,
  },
})
