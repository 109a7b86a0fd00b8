import * as stylex from '@stylexjs/stylex'
import { color, font, line, radius, space, text } from './tokens.stylex.ts'

export type KbdProps = {
  /** Keys in the order they are pressed, separated by spaces: `G D`, `⌘K`. */
  keys: string
  xstyle?: stylex.StyleXStyles
}

export function Kbd({ keys, xstyle }: KbdProps) {
  return (
    <kbd {...stylex.props(styles.root, xstyle)}>
      {keys.split(' ').map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may repeat a key and never reorders.
        <kbd key={index} {...stylex.props(styles.key)}>
          {key}
        </kbd>
      ))}
    </kbd>
  )
}

const styles = stylex.create({
  root: { display: 'inline-flex', fontFamily: font.sans, gap: space.s2 },
  key: {
    backgroundColor: color.sunken,
    borderColor: color.border,
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.textMuted,
    fontFamily: 'inherit',
    fontSize: text.xs,
    lineHeight: line.xs,
    minWidth: 20,
    paddingInline: space.s4,
    textAlign: 'center',
  },
})
