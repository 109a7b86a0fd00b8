import { useNavigate } from '@tanstack/react-router'
import { destinations } from './destinations.ts'
import { focusNextLandmark } from './landmarks.ts'
import { useShortcutSheet } from './shortcut-sheet-state.tsx'
import { type Shortcut, useShortcuts } from './shortcuts.tsx'

/** The keys that work on every screen; a screen adds its own. */
export function useShellShortcuts(startLogging: () => void) {
  const navigate = useNavigate()
  const sheet = useShortcutSheet()
  useShortcuts([
    { keys: 'c', label: 'Log a check-in', group: 'Anywhere', run: startLogging },
    ...destinations.map(
      ({ to, label, keys }): Shortcut => ({
        keys,
        label: `Go to ${label}`,
        group: 'Anywhere',
        run: () => void navigate({ to }),
      }),
    ),
    {
      keys: 'mod+k',
      label: 'Search',
      group: 'Anywhere',
      run: () => void navigate({ to: '/search' }),
    },
    { keys: '?', label: 'Keyboard shortcuts', group: 'Anywhere', run: sheet.open },
    { keys: 'F6', label: 'Next part of the page', group: 'Anywhere', run: focusNextLandmark },
  ])
}
