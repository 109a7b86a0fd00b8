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
}

const BarFocusContext = createContext<BarFocus | null>(null)

/** Lets a key that works anywhere reach the check-in bar, wherever it is or will be. */
export function BarFocusProvider({ children }: { children: ReactNode }) {
  const bar = useRef<BarHandle | null>(null)
  const isAwaited = useRef(false)
  const value = useMemo<BarFocus>(
    () => ({
      place(handle) {
        bar.current = handle
        if (isAwaited.current) handle.focus()
        isAwaited.current = false
        return () => {
          if (bar.current === handle) bar.current = null
        }
      },
      focus() {
        isAwaited.current = bar.current === null
        bar.current?.focus()
        return bar.current !== null
      },
    }),
    [],
  )
  return <BarFocusContext value={value}>{children}</BarFocusContext>
}

/** The screen that holds the page's bar offers it to the `C` key. */
export function useOfferBar(ref: RefObject<BarHandle | null>): void {
  const bars = use(BarFocusContext)
  // The handle exists only once the bar is mounted.
  useEffect(() => (ref.current ? bars?.place(ref.current) : undefined), [bars, ref])
}

/** Focuses the bar; false when there is none on the screen yet. */
export function useFocusBar(): () => boolean {
  const bars = use(BarFocusContext)
  return () => bars?.focus() ?? false
}
