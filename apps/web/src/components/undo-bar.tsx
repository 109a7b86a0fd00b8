import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Kbd } from '@worksmart/ui/kbd.tsx'
import {
  color,
  line,
  media,
  motion,
  radius,
  shadow,
  space,
  text,
  z,
} from '@worksmart/ui/tokens.stylex.ts'
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { hasText } from '../lib/hotkeys.ts'
import { commandKey } from '../lib/platform.ts'
import { useAnnounce } from './live-region.tsx'
import { startPausableTimer } from './pausable-timer.ts'

export type UndoEntry = { label: string; undo: () => Promise<void> | void }
type Undo = { offer(entry: UndoEntry): void; undoLast(): void }

const UndoContext = createContext<Undo>({ offer: () => {}, undoLast: () => {} })

const shownMs = 20_000
const remembered = 20

/**
 * The only transient surface of the product; errors never go here. `offer` shows an act that can be
 * taken back; the last 20 also answer to Ctrl+Z or Cmd+Z.
 */
export function UndoProvider({ children }: { children: ReactNode }) {
  const announce = useAnnounce()
  const past = useRef<UndoEntry[]>([])
  const turn = useRef(0)
  const [shown, setShown] = useState<{ entry: UndoEntry; turn: number } | null>(null)

  const offer = useCallback((entry: UndoEntry) => {
    past.current = [...past.current.slice(1 - remembered), entry]
    turn.current += 1
    setShown({ entry, turn: turn.current })
  }, [])

  const takeBack = useCallback(
    async (entry: UndoEntry | undefined) => {
      if (!entry) return
      past.current = past.current.filter((other) => other !== entry)
      setShown(null)
      try {
        await entry.undo()
        announce(`Undone: ${entry.label}`)
      } catch {
        announce(`Could not undo: ${entry.label}`, 'assertive')
      }
    },
    [announce],
  )

  const undo = useMemo<Undo>(
    () => ({ offer, undoLast: () => void takeBack(past.current.at(-1)) }),
    [offer, takeBack],
  )

  // Ctrl+Z is a key of the whole page, so it is heard on the document.
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const isUndo =
        event.key.toLowerCase() === 'z' && (event.metaKey || event.ctrlKey) && !event.shiftKey
      if (!isUndo || event.altKey || event.defaultPrevented || hasText(event.target)) return
      if (past.current.length === 0) return
      event.preventDefault()
      undo.undoLast()
    }
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [undo])

  return (
    <UndoContext value={undo}>
      {children}
      <div {...stylex.props(styles.place)}>
        <div role="status" {...stylex.props(styles.status)}>
          {shown && (
            <UndoBar
              key={shown.turn}
              label={shown.entry.label}
              onUndo={() => void takeBack(shown.entry)}
              onDone={() => setShown((now) => (now === shown ? null : now))}
            />
          )}
        </div>
      </div>
    </UndoContext>
  )
}

export function useUndo(): Undo {
  return use(UndoContext)
}

type UndoBarProps = { label: string; onUndo(): void; onDone(): void }

function UndoBar({ label, onUndo, onDone }: UndoBarProps) {
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
  place: {
    display: 'flex',
    // Below 768 the navigation stands at the bottom, and the bar above it.
    insetBlockEnd: {
      default: space.s16,
      [media.narrow]: 'calc(env(safe-area-inset-bottom) + 76px)',
    },
    insetInline: 0,
    justifyContent: 'center',
    paddingInline: space.s16,
    pointerEvents: 'none',
    position: 'fixed',
    zIndex: z.undo,
  },
  status: { maxWidth: '100%' },
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
