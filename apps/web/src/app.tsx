import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { MakeClient } from './api/client.ts'
import { OutboxProvider } from './api/outbox-provider.tsx'
import { BarFocusProvider } from './components/bar-focus.tsx'
import { LiveRegions } from './components/live-region.tsx'
import { ShortcutSheetProvider } from './components/shortcut-sheet-state.tsx'
import { ShortcutProvider } from './components/shortcuts.tsx'
import { SyncStatusProvider, useReportSync } from './components/sync-status.tsx'
import { UndoProvider } from './components/undo-bar.tsx'
import type { makeRouter } from './router.tsx'
import { reportCounts } from './screens/today/report-counts.ts'
// A build for sign-in by Clerk has another file in its place; see vite.config.ts.
import { AppSession } from './session/local.tsx'
import { useSession } from './session/session.tsx'

export type AppProps = {
  router: ReturnType<typeof makeRouter>
  makeClient: MakeClient
}

/** The providers, once for the page and once for tests. */
export function App({ router, makeClient }: AppProps) {
  return (
    <AppSession makeClient={makeClient}>
      {/* Below the session: what was said, undo and what is unsent leave with their person. */}
      <LiveRegions>
        <SyncStatusProvider>
          <Unsent>
            <UndoProvider>
              <ShortcutProvider>
                <BarFocusProvider>
                  <ShortcutSheetProvider>
                    <RouterProvider router={router} />
                  </ShortcutSheetProvider>
                </BarFocusProvider>
              </ShortcutProvider>
            </UndoProvider>
          </Unsent>
        </SyncStatusProvider>
      </LiveRegions>
    </AppSession>
  )
}

/** The queue of writes stands above the screens: what waits is sent whichever of them is shown. */
function Unsent({ children }: { children: ReactNode }) {
  const { client, me } = useSession()
  const report = useReportSync()
  const onCounts = useMemo(() => reportCounts(report), [report])
  return (
    <OutboxProvider client={client} userId={me.id} onCounts={onCounts}>
      {children}
    </OutboxProvider>
  )
}
