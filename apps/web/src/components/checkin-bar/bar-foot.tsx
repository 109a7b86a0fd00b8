import * as stylex from '@stylexjs/stylex'
import { color, line, media, space, text } from '@worksmart/ui/tokens.stylex.ts'
import type { ReactNode } from 'react'

const hints = [
  ['⏎', 'log'],
  ['⇧⏎', 'new line'],
  ['Tab', 'complete'],
] as const

/** The last row of the bar: what is wrong, or else which keys work. Its height is reserved. */
export function BarFoot({ children }: { children: ReactNode }) {
  return <div {...stylex.props(styles.root)}>{children ?? <Hints />}</div>
}

function Hints() {
  return (
    <p aria-hidden="true" {...stylex.props(styles.hints)}>
      {hints.map(([keys, what]) => (
        <span key={keys}>
          <kbd {...stylex.props(styles.keys)}>{keys}</kbd> {what}
        </span>
      ))}
    </p>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    boxSizing: 'border-box',
    display: 'flex',
    gridArea: 'foot',
    minHeight: { default: 36, [media.narrow]: 56 },
    minWidth: 0,
    paddingBlock: space.s4,
    paddingInline: space.s12,
  },
  hints: {
    color: color.textSubtle,
    display: { default: 'flex', [media.narrow]: 'none', [media.coarse]: 'none' },
    fontSize: text.xs,
    gap: space.s16,
    lineHeight: line.xs,
    margin: space.s0,
  },
  keys: { fontFamily: 'inherit' },
})
