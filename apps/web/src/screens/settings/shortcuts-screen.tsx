import { ShortcutList } from '../../components/shortcut-list.tsx'
import { useAllShortcuts } from '../../components/shortcuts.tsx'
import { SingleKeysSwitch } from '../../components/single-keys-switch.tsx'
import { Section } from './section.tsx'
import { screenShortcuts } from './shortcut-table.ts'

/** Settings → Shortcuts: the keys of every screen, and the switch for single ones. */
export function ShortcutsScreen() {
  const anywhere = useAllShortcuts().filter(({ group }) => group === 'Anywhere')
  return (
    <>
      <Section
        heading="Single keys"
        about="They work outside text fields. This choice is kept on this device."
      >
        <SingleKeysSwitch />
      </Section>
      <Section
        heading="Keyboard shortcuts"
        about="Press ? on any screen for those that work there."
      >
        <ShortcutList heading="Anywhere" shortcuts={anywhere} />
        {screenShortcuts.map(({ screen, shortcuts }) => (
          <ShortcutList key={screen} heading={screen} shortcuts={shortcuts} />
        ))}
      </Section>
    </>
  )
}
