import { useQuery } from '@tanstack/react-query'
import { MenuItem, MenuPopover, MenuSeparator } from '@worksmart/ui/menu.tsx'
import { Keyboard, LogOut, SunMoon, UserRound } from 'lucide-react'
import type { RefObject } from 'react'
import { localPeople } from '../api/users.ts'
import { applyTheme, readTheme, themes } from '../lib/theme.ts'
import { useSession } from '../session/session.tsx'
import { useShortcutSheet } from './shortcut-sheet-state.tsx'
import { useWidth } from './use-width.ts'

export type PersonMenuProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  triggerRef: RefObject<HTMLButtonElement | null>
}

/** Switches the person in local mode, and leads to what belongs to no screen. */
export function PersonMenu(props: PersonMenuProps) {
  const { client, me, signOut, switchPerson } = useSession()
  const { open: openShortcuts } = useShortcutSheet()
  const isLocal = me.mode === 'dev'
  const { data, isPending } = useQuery({ ...localPeople(client), enabled: isLocal })
  // Where there is no sidebar, the theme switch has its place here.
  const isNarrow = useWidth() === 'narrow'
  const nextTheme = themes[(themes.indexOf(readTheme()) + 1) % themes.length] ?? 'system'
  const others = (data?.items ?? []).filter(({ id }) => id !== me.id)
  // The first item takes the focus, so the menu waits for the people that stand above the rest.
  if (isLocal && isPending) return null
  return (
    <MenuPopover {...props} label={me.name} placement="top start">
      {others.map((person) => (
        <MenuItem key={person.id} icon={UserRound} onAction={() => switchPerson(person.id)}>
          {`Switch to ${person.name} (${person.role})`}
        </MenuItem>
      ))}
      {others.length > 0 && <MenuSeparator />}
      {isNarrow && (
        <MenuItem icon={SunMoon} onAction={() => applyTheme(nextTheme)}>
          {`Change theme to ${nextTheme}`}
        </MenuItem>
      )}
      <MenuItem icon={Keyboard} shortcut="?" onAction={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={LogOut} onAction={signOut}>
        {isLocal ? 'Choose a person' : 'Sign out'}
      </MenuItem>
    </MenuPopover>
  )
}
