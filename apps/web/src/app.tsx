import { RouterProvider } from '@tanstack/react-router'
import type { Client } from './api/client.ts'
import { BarFocusProvider } from './components/bar-focus.tsx'
import { LiveRegions } from './components/live-region.tsx'
import { ShortcutSheetProvider } from './components/shortcut-sheet-state.tsx'
import { ShortcutProvider } from './components/shortcuts.tsx'
import { SyncStatusProvider } from './components/sync-status.tsx'
import { UndoProvider } from './components/undo-bar.tsx'
import type { makeRouter } from './router.tsx'
import { LocalSession } from './session/local.tsx'

export type AppProps = {
  router: ReturnType<typeof makeRouter>
  makeClient: (userId: string | null) => Client
}

/** The providers, once for the page and once for tests. */
export function App({ router, makeClient }: AppProps) {
  return (
    <LiveRegions>
      {/* Below the session: undo and sync belong to a person and leave with them. */}
      <LocalSession makeClient={makeClient}>
        <SyncStatusProvider>
          <UndoProvider>
            <ShortcutProvider>
              <BarFocusProvider>
                <ShortcutSheetProvider>
                  <RouterProvider router={router} />
                </ShortcutSheetProvider>
              </BarFocusProvider>
            </ShortcutProvider>
          </UndoProvider>
        </SyncStatusProvider>
      </LocalSession>
    </LiveRegions>
  )
}
