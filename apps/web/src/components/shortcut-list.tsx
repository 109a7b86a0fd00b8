import * as stylex from '@stylexjs/stylex'
import { Kbd } from '@worksmart/ui/kbd.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { commandKey } from '../lib/platform.ts'
import type { Shortcut } from './shortcuts.tsx'

export type ShortcutListProps = {
  heading: string
  shortcuts: readonly Pick<Shortcut, 'keys' | 'label'>[]
}

/** The shortcuts of one group, each with its keys as they are printed on this platform. */
export function ShortcutList({ heading, shortcuts }: ShortcutListProps) {
  return (
    <section {...stylex.props(styles.group)}>
      <h3 {...stylex.props(textStyles.xs, textStyles.semibold, textStyles.subtle)}>{heading}</h3>
      <dl {...stylex.props(styles.list)}>
        {shortcuts.map((shortcut) => (
          <div
            key={`${shortcut.keys} ${shortcut.label}`}
            {...stylex.props(styles.row, textStyles.base)}
          >
            <dt>{shortcut.label}</dt>
            <dd {...stylex.props(styles.keys)}>
              <Kbd keys={printed(shortcut)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function printed({ keys }: Pick<Shortcut, 'keys'>): string {
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
