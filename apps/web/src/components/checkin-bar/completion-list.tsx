import * as stylex from '@stylexjs/stylex'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import {
  color,
  density,
  line,
  media,
  radius,
  shadow,
  space,
  text,
  z,
} from '@worksmart/ui/tokens.stylex.ts'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useAnnounce } from '../live-region.tsx'
import { projectTint } from './chip-label.ts'
import type { Completion } from './completions.ts'
import { tintTexts } from './tints.ts'

export type CompletionListProps = {
  id: string
  items: readonly Completion[]
  /** -1 when none is marked. */
  active: number
  /** The word being completed; the list hangs below it. */
  anchorRef: RefObject<HTMLElement | null>
  onChoose(item: Completion): void
}

export const completionItemId = (listId: string, item: Completion): string => `${listId}-${item.id}`

const margin = 8

// Plain layout work: the list belongs to the bar, so no overlay code has to load for logging.
function place(list: HTMLElement, anchor: HTMLElement | null): void {
  const host = list.offsetParent
  if (!host || !anchor) return
  const box = host.getBoundingClientRect()
  const word = anchor.getBoundingClientRect()
  const left = Math.min(word.left - box.left, box.width - list.offsetWidth - margin)
  const viewHeight = window.visualViewport?.height ?? window.innerHeight
  const isAbove =
    word.bottom + list.offsetHeight + margin > viewHeight && word.top > list.offsetHeight
  const top = isAbove ? word.top - box.top - list.offsetHeight - 4 : word.bottom - box.top + 4
  // A transform, because new offsets would have the page laid out a second time.
  list.style.transform = `translate(${Math.max(0, left)}px, ${top}px)`
}

/** The list under the word that is being typed. The focus stays in the field. */
export function CompletionList({ id, items, active, anchorRef, onChoose }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null)
  // Where the word stands is known only after the text is laid out.
  useLayoutEffect(() => {
    if (list.current && items.length > 0) place(list.current, anchorRef.current)
  }, [items, anchorRef])
  const announce = useAnnounce()
  const count = items.length
  // A text box has no expanded state to tell, so a screen reader hears that a list is there.
  useEffect(() => {
    if (count > 0) announce(count === 1 ? '1 suggestion' : `${count} suggestions`)
  }, [count, announce])
  const activeItem = items[active]
  // A marked item outside the list's own scroll would be heard but not seen.
  useLayoutEffect(() => {
    if (!activeItem) return
    document
      .getElementById(completionItemId(id, activeItem))
      ?.scrollIntoView?.({ block: 'nearest' })
  }, [activeItem, id])
  return (
    <div ref={list} id={id} role="listbox" aria-label="Suggestions" {...stylex.props(styles.root)}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the marked item.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys of the list.
        <div
          key={item.id}
          id={completionItemId(id, item)}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
          {...stylex.props(styles.item, index === active && styles.active)}
        >
          <CompletionText item={item} />
        </div>
      ))}
    </div>
  )
}

function CompletionText({ item }: { item: Completion }) {
  if (item.kind === 'tag') return <TagChip tag={item.tag} />
  if (item.kind === 'project') {
    const { key, name, archived } = item.project
    return (
      <>
        <span aria-hidden="true" {...stylex.props(tintTexts[projectTint(item.project)])}>
          ◆
        </span>
        <span dir="auto" {...stylex.props(styles.name)}>
          {name}
        </span>
        <span {...stylex.props(styles.detail)}>{archived ? `${key} · archived` : key}</span>
      </>
    )
  }
  if (item.kind === 'task') {
    return (
      <>
        <span {...stylex.props(styles.detail)}>{item.text}</span>
        <span dir="auto" {...stylex.props(styles.name)}>
          {item.task.title}
        </span>
      </>
    )
  }
  const words = item.kind === 'create' ? `Create project “${item.name}”` : 'Keep as text'
  return (
    <span dir="auto" {...stylex.props(styles.name)}>
      {words}
    </span>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.raised,
    borderColor: 'transparent',
    borderRadius: radius.lg,
    borderStyle: 'solid',
    borderWidth: { default: 0, [media.forcedColors]: 1 },
    boxShadow: shadow.popover,
    boxSizing: 'border-box',
    maxHeight: 'min(340px, 45dvh)',
    maxWidth: 'min(360px, calc(100% - 16px))',
    minWidth: 200,
    overflowY: 'auto',
    padding: space.s4,
    left: 0,
    position: 'absolute',
    top: 0,
    zIndex: z.popover,
  },
  item: {
    alignItems: 'center',
    borderRadius: radius.md,
    boxSizing: 'border-box',
    color: color.text,
    cursor: 'pointer',
    display: 'flex',
    fontSize: text.base,
    gap: space.s8,
    lineHeight: line.base,
    minHeight: density.controlMd,
    outlineColor: 'Highlight',
    outlineOffset: -2,
    paddingInline: space.s8,
    userSelect: 'none',
    backgroundColor: { default: 'transparent', ':hover': color.hover },
  },
  active: {
    backgroundColor: color.selected,
    outlineStyle: { default: 'none', [media.forcedColors]: 'solid' },
  },
  name: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  detail: { color: color.textSubtle, flexShrink: 0, fontSize: text.xs, marginInlineStart: 'auto' },
})
