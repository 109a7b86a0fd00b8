import {
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useMemo,
  useRef,
} from 'react'

type BarHandle = { focus(): void; fill(line: string): void }
type BarFocus = {
  place(handle: BarHandle): () => void
  /** False when no bar is on the screen; the next one that appears takes the focus then. */
  focus(): boolean
  /** The same, with words that are put into it. */
  fill(line: string): boolean
}

const BarFocusContext = createContext<BarFocus | null>(null)

/** Lets a key that works anywhere reach the check-in bar, wherever it is or will be. */
export function BarFocusProvider({ children }: { children: ReactNode }) {
  const bar = useRef<BarHandle | null>(null)
  const isAwaited = useRef(false)
  const awaitedLine = useRef<string | null>(null)
  const value = useMemo<BarFocus>(
    () => ({
      place(handle) {
        bar.current = handle
        if (awaitedLine.current !== null) handle.fill(awaitedLine.current)
        if (isAwaited.current) handle.focus()
        isAwaited.current = false
        awaitedLine.current = null
        return () => {
          if (bar.current === handle) bar.current = null
        }
      },
      focus() {
        isAwaited.current = bar.current === null
        bar.current?.focus()
        return bar.current !== null
      },
      fill(line) {
        if (bar.current) bar.current.fill(line)
        else awaitedLine.current = line
        return this.focus()
      },
    }),
    [],
  )
  return <BarFocusContext value={value}>{children}</BarFocusContext>
}

/** The screen that holds the page's bar offers it to the `C` key. */
export function useOfferBar(
  ref: RefObject<Pick<BarHandle, 'focus'> | null>,
  fill: (line: string) => void,
): void {
  const bars = use(BarFocusContext)
  // The handle exists only once the bar is mounted, and is another one after each of its renders.
  useEffect(() => {
    if (!ref.current) return
    return bars?.place({ focus: () => ref.current?.focus(), fill })
  }, [bars, ref, fill])
}

/** Focuses the bar; false when there is none on the screen yet. */
export function useFocusBar(): () => boolean {
  const bars = use(BarFocusContext)
  return () => bars?.focus() ?? false
}

/** Puts words into the bar and focuses it; false when there is none on the screen yet. */
export function useFillBar(): (line: string) => boolean {
  const bars = use(BarFocusContext)
  return (line) => bars?.fill(line) ?? false
}
