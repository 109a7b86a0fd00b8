import { Dialog } from '@worksmart/ui/dialog.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { useAllShortcuts } from './shortcuts.tsx'
import { SingleKeysSwitch } from './single-keys-switch.tsx'

export type ShortcutSheetProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Prints what the screen behind it has registered, so it cannot promise a key that does nothing. */
export function ShortcutSheet({ isOpen, onOpenChange }: ShortcutSheetProps) {
  const shortcuts = useAllShortcuts()
  const groups = [...new Set(shortcuts.map(({ group }) => group))]
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onOpenChange={onOpenChange}>
      {groups.map((group) => (
        <ShortcutList
          key={group}
          heading={group}
          shortcuts={shortcuts.filter((shortcut) => shortcut.group === group)}
        />
      ))}
      <SingleKeysSwitch />
    </Dialog>
  )
}
