import * as stylex from '@stylexjs/stylex'
import { media, space, z } from '@worksmart/ui/tokens.stylex.ts'
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { hasText } from '../lib/hotkeys.ts'
import { Late } from './late.tsx'
import { undoOffer } from './late-notices.ts'
import { useAnnounce } from './live-region.tsx'

export type UndoEntry = { label: string; undo: () => Promise<void> | void }
type Undo = { offer(entry: UndoEntry): void; undoLast(): void }

const UndoContext = createContext<Undo>({ offer: () => {}, undoLast: () => {} })

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
            <Late
              code={undoOffer}
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
})
