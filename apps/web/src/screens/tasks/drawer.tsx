import * as stylex from '@stylexjs/stylex'
import { color, media, shadow, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useWidth } from '../../components/use-width.ts'

export type DrawerProps = {
  /** The name of what is open, heard when the drawer takes the focus. */
  label: string
  onClose(): void
  children: ReactNode
}

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex="0"]'

/**
 * A panel on the right. From 1024 pixels the page beside it stays in use; below that it is modal.
 * It stands outside `main`, because it is a part of the page of its own. The owner hears Escape.
 */
export function Drawer({ label, onClose, children }: DrawerProps) {
  const isModal = useWidth() !== 'full'
  const panel = useRef<HTMLElement>(null)
  const top = useHeaderHeight(!isModal)

  // Whoever opened it goes on reading inside; a field of it may have taken the focus already.
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus()
  }, [])

  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault()
      onClose()
    }
    if (event.key === 'Tab' && isModal && panel.current) keepInside(event, panel.current)
  }

  const shared = {
    ref: panel,
    'aria-label': label,
    'data-landmark': true,
    tabIndex: -1,
    onKeyDown: handleKey,
    ...stylex.props(styles.panel, styles.below(top)),
  }
  return createPortal(
    isModal ? (
      <div {...stylex.props(styles.modal)}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape and the button close it too. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
        <div onClick={onClose} {...stylex.props(styles.scrim)} />
        <section {...shared} role="dialog" aria-modal="true">
          {children}
        </section>
      </div>
    ) : (
      <aside {...shared}>{children}</aside>
    ),
    document.body,
  )
}

/** Tab goes round inside the panel. */
function keepInside(event: KeyboardEvent, panel: HTMLElement) {
  const stops = [...panel.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) => one.tabIndex >= 0,
  )
  const [first] = stops
  const last = stops.at(-1)
  const at = document.activeElement
  if (event.shiftKey && (at === first || at === panel)) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first?.focus()
  }
}

/** The filters in the header go with the list, so a drawer beside the list leaves them in sight. */
function useHeaderHeight(isBeside: boolean): number {
  const [height, setHeight] = useState(0)
  // The header grows when its filters need a second line.
  useEffect(() => {
    const header = isBeside ? document.querySelector('header[data-landmark]') : null
    const look = () => setHeight(header?.getBoundingClientRect().height ?? 0)
    look()
    addEventListener('resize', look)
    return () => removeEventListener('resize', look)
  }, [isBeside])
  return height
}

const styles = stylex.create({
  below: (height: number) => ({ insetBlockStart: height }),
  modal: { inset: 0, position: 'fixed', zIndex: z.overlay },
  scrim: { backgroundColor: color.scrim, inset: 0, position: 'absolute' },
  panel: {
    backgroundColor: color.surface,
    borderColor: color.border,
    borderInlineStartWidth: 1,
    borderStyle: 'solid',
    borderWidth: 0,
    boxShadow: shadow.popover,
    boxSizing: 'border-box',
    color: color.text,
    insetBlockEnd: 0,
    insetInlineEnd: 0,
    outline: 'none',
    overflowY: 'auto',
    overscrollBehavior: 'contain',
    paddingBlockEnd: 'calc(env(safe-area-inset-bottom) + 80px)',
    paddingInline: { default: space.s24, [media.phone]: space.s16 },
    position: 'fixed',
    scrollPaddingBlockStart: 56,
    width: { default: 480, [media.phone]: '100%' },
    zIndex: z.overlay,
  },
})
