import * as stylex from '@stylexjs/stylex'
import { Dialog } from '@worksmart/ui/dialog.tsx'
import { Kbd } from '@worksmart/ui/kbd.tsx'
import { Switch } from '@worksmart/ui/switch.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { commandKey } from '../lib/platform.ts'
import { hasSingleKeys, type Shortcut, setSingleKeys, useAllShortcuts } from './shortcuts.tsx'

export type ShortcutSheetProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Prints what the screen behind it has registered, so it cannot promise a key that does nothing. */
export function ShortcutSheet({ isOpen, onOpenChange }: ShortcutSheetProps) {
  const shortcuts = useAllShortcuts()
  const [areSingleKeysOn, setAreSingleKeysOn] = useState(hasSingleKeys)
  const groups = [...new Set(shortcuts.map(({ group }) => group))]
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onOpenChange={onOpenChange}>
      {groups.map((group) => (
        <section key={group} {...stylex.props(styles.group)}>
          <h3 {...stylex.props(textStyles.xs, textStyles.semibold, textStyles.subtle)}>{group}</h3>
          <dl {...stylex.props(styles.list)}>
            {shortcuts
              .filter((shortcut) => shortcut.group === group)
              .map((shortcut) => (
                <div key={shortcut.keys} {...stylex.props(styles.row, textStyles.base)}>
                  <dt>{shortcut.label}</dt>
                  <dd {...stylex.props(styles.keys)}>
                    <Kbd keys={printed(shortcut)} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <Switch
        label="Single-key shortcuts"
        description="Off: only keys with Ctrl, Alt or Command, and F6, do something."
        isSelected={areSingleKeysOn}
        onChange={(isOn) => {
          setSingleKeys(isOn)
          setAreSingleKeysOn(isOn)
        }}
      />
    </Dialog>
  )
}

function printed({ keys }: Shortcut): string {
  if (keys.startsWith('mod+')) return commandKey(keys.slice(4).toUpperCase())
  return keys
    .split(' ')
    .map((key) => (key.length === 1 ? key.toUpperCase() : key))
    .join(' ')
}

const styles = stylex.create({
  group: { marginBlockEnd: space.s20 },
  list: { margin: 0, marginBlockStart: space.s4 },
  row: {
    alignItems: 'center',
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'flex',
    justifyContent: 'space-between',
    paddingBlock: space.s6,
  },
  keys: { margin: 0 },
})
