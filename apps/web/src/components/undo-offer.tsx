import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Kbd } from '@worksmart/ui/kbd.tsx'
import { color, line, motion, radius, shadow, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { commandKey } from '../lib/platform.ts'
import { startPausableTimer } from './pausable-timer.ts'

const shownMs = 20_000

export type UndoOfferProps = { label: string; onUndo(): void; onDone(): void }

/** One act that can be taken back. It leaves by itself, but not from under a pointer or the focus. */
export function UndoOffer({ label, onUndo, onDone }: UndoOfferProps) {
  const [isHeld, setIsHeld] = useState(false)
  const end = useEffectEvent(onDone)
  const clock = useRef<ReturnType<typeof startPausableTimer>>(null)

  // The clock runs for as long as this entry is shown; each entry mounts a bar of its own.
  useEffect(() => {
    const timer = startPausableTimer(shownMs, () => end())
    clock.current = timer
    const handleVisibility = () => timer.setPaused('hidden', document.hidden)
    document.addEventListener('visibilitychange', handleVisibility)
    handleVisibility()
    return () => {
      document.removeEventListener('visibilitychange', handleVisibility)
      timer.stop()
    }
  }, [])

  // Pausing is a message to the timer above, not a reason to make a new one.
  useEffect(() => clock.current?.setPaused('held', isHeld), [isHeld])

  return (
    <section
      aria-label="Undo"
      data-landmark
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      {...stylex.props(styles.bar)}
    >
      <span dir="auto" {...stylex.props(styles.label)}>
        {label}
      </span>
      <Button tone="quiet" size="sm" onPress={onUndo}>
        Undo
        <Kbd keys={commandKey('Z')} />
      </Button>
    </section>
  )
}

const rise = stylex.keyframes({
  from: { opacity: 0, transform: 'translateY(8px)' },
})

const styles = stylex.create({
  bar: {
    alignItems: 'center',
    animationDuration: motion.base,
    animationName: rise,
    backgroundColor: color.raised,
    borderRadius: radius.lg,
    boxShadow: shadow.popover,
    color: color.text,
    display: 'flex',
    fontSize: text.sm,
    gap: space.s8,
    lineHeight: line.sm,
    maxWidth: '100%',
    paddingBlock: space.s6,
    paddingInlineEnd: space.s6,
    paddingInlineStart: space.s16,
    pointerEvents: 'auto',
  },
  label: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
})
