import * as stylex from '@stylexjs/stylex'
import { color, line, media, space, text } from '@worksmart/ui/tokens.stylex.ts'
import {
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type ChipActions, ChipItem } from './chip-item.tsx'
import type { Chip } from './chip-label.ts'

export type ChipRowProps = {
  ref: RefObject<HTMLDivElement | null>
  chips: readonly Chip[]
  activity: string
  onSuppress(chip: Chip): void
  onRestore(chip: Chip): void
  onEdit(chip: Chip, text: string): void
  /** Back to the field. */
  onLeave(): void
}

/** Moves the focus into the row; false when it has no chip. */
export function focusChip(row: HTMLElement | null, index: number): boolean {
  const chips = row?.querySelectorAll<HTMLElement>('[data-chip]') ?? []
  const chip = chips[Math.min(index, chips.length - 1)]
  chip?.focus()
  chip?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  return chip !== undefined
}

/** What was understood, in reading order, and what stays as the activity. Its height is reserved. */
export function ChipRow(props: ChipRowProps) {
  const { ref, chips, activity, onSuppress, onRestore, onEdit, onLeave } = props
  const [current, setCurrent] = useState(0)
  const [editing, setEditing] = useState<number | null>(null)
  const focusAfter = useRef<number | null>(null)
  const stop = Math.min(current, chips.length - 1)

  // A chip that goes away takes the focus with it, so its neighbour gets it once it is drawn.
  useLayoutEffect(() => {
    if (focusAfter.current === null) return
    const index = focusAfter.current
    focusAfter.current = null
    if (!focusChip(ref.current, index)) onLeave()
  })

  const actions = useMemo<ChipActions>(
    () => ({
      focused: setCurrent,
      press(chip, index) {
        if (chip.kind !== 'text') {
          setEditing(index)
          return
        }
        focusAfter.current = index
        onRestore(chip)
      },
      suppress(chip) {
        onSuppress(chip)
        onLeave()
      },
      edited(chip, index, words) {
        setEditing(null)
        focusAfter.current = index
        if (words !== null) onEdit(chip, words)
      },
    }),
    [onSuppress, onRestore, onEdit, onLeave],
  )

  const handleKey = (event: KeyboardEvent) => {
    const move = moves[event.key]
    const chip = chips[stop]
    if (move !== undefined) focusChip(ref.current, Math.max(0, move(stop, chips.length)))
    else if (event.key === 'Escape' || event.key === 'ArrowUp') onLeave()
    else if (chip && isErasing(event.key) && chip.kind !== 'text') {
      focusAfter.current = stop
      onSuppress(chip)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div {...stylex.props(styles.root)}>
      {chips.length > 0 && (
        <div
          ref={ref}
          role="toolbar"
          aria-label="Understood as"
          onKeyDown={handleKey}
          {...stylex.props(styles.chips)}
        >
          {chips.map((chip, index) => (
            <ChipItem
              key={`${chip.kind}-${chip.start}`}
              chip={chip}
              index={index}
              isEditing={editing === index}
              isTabStop={index === stop}
              actions={actions}
            />
          ))}
        </div>
      )}
      {activity !== '' && (
        <span dir="auto" {...stylex.props(styles.activity)}>
          “{activity}”
        </span>
      )}
    </div>
  )
}

const isErasing = (key: string) => key === 'Delete' || key === 'Backspace'

const moves: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at, count) => Math.min(at + 1, count - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    boxSizing: 'border-box',
    display: 'flex',
    gap: space.s8,
    // Reserved, so that nothing below moves when the first chip appears.
    height: { default: 28, [media.coarse]: 44 },
    // Many chips scroll sideways: a second row would push the page down.
    overflowX: 'auto',
    overflowY: 'hidden',
    paddingInline: space.s12,
    scrollbarWidth: 'none',
  },
  chips: { alignItems: 'center', display: 'flex', flexShrink: 0, gap: space.s6 },
  activity: {
    color: color.textMuted,
    flexShrink: { default: 1, [media.narrow]: 0 },
    fontSize: text.sm,
    lineHeight: line.sm,
    minWidth: '12ch',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})
