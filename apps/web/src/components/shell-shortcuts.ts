import { useNavigate, useSearch } from '@tanstack/react-router'
import { addDays, civilToday } from '../lib/dates.ts'
import { todaySearch } from '../lib/today-search.ts'
import { useSession } from '../session/session.tsx'
import { destinations } from './destinations.ts'
import { focusNextLandmark } from './landmarks.ts'
import { useShortcutSheet } from './shortcut-sheet-state.tsx'
import { type Shortcut, useShortcuts } from './shortcuts.tsx'

/** The keys that work on every screen, and on Today those that move its day. */
export function useShellShortcuts({ path, startLogging }: { path: string; startLogging(): void }) {
  const { me } = useSession()
  const navigate = useNavigate()
  const sheet = useShortcutSheet()
  const { day } = todaySearch(useSearch({ strict: false }))

  function showDay(next: string | undefined) {
    void navigate({
      to: '/today',
      search: (before) => {
        const { day: _, ...rest } = todaySearch(before)
        return next === undefined ? rest : { ...rest, day: next }
      },
    })
  }
  function step(count: number) {
    const today = civilToday(me.timeZone)
    const next = addDays(day ?? today, count)
    showDay(next)
  }

  const anywhere: Shortcut[] = [
    { keys: 'c', label: 'Log a check-in', group: 'Anywhere', run: startLogging },
    ...destinations.map(
      ({ to, label, keys }): Shortcut => ({
        keys,
        label: `Go to ${label}`,
        group: 'Anywhere',
        run: () => void navigate({ to }),
      }),
    ),
    { keys: '?', label: 'Keyboard shortcuts', group: 'Anywhere', run: sheet.open },
    {
      keys: 'F6',
      label: 'Next part of the page',
      group: 'Anywhere',
      run: () => focusNextLandmark(),
    },
  ]
  const onToday: Shortcut[] = [
    { keys: '[', label: 'Previous day', group: 'Today', run: () => step(-1) },
    { keys: ']', label: 'Next day', group: 'Today', run: () => step(1) },
    { keys: '.', label: 'Back to all days', group: 'Today', run: () => showDay(undefined) },
  ]
  useShortcuts(path === '/today' ? [...anywhere, ...onToday] : anywhere)
}
