import { createContext, lazy, type ReactNode, Suspense, use, useMemo, useState } from 'react'

const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then(({ ShortcutSheet }) => ({ default: ShortcutSheet })),
)

const SheetContext = createContext<{ open(): void }>({ open: () => {} })

/** Holds the shortcut sheet, whose code loads when it is first asked for. */
export function ShortcutSheetProvider({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false)
  const [isWanted, setIsWanted] = useState(false)
  const sheet = useMemo(
    () => ({
      open: () => {
        setIsWanted(true)
        setIsOpen(true)
      },
    }),
    [],
  )
  return (
    <SheetContext value={sheet}>
      {children}
      {isWanted && (
        <Suspense>
          <ShortcutSheet isOpen={isOpen} onOpenChange={setIsOpen} />
        </Suspense>
      )}
    </SheetContext>
  )
}

export function useShortcutSheet(): { open(): void } {
  return use(SheetContext)
}
