import * as stylex from '@stylexjs/stylex'
import { color, line, media, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { memo, type ReactNode } from 'react'

export type BarFootProps = {
  /** What is wrong with the line and how to mend it. */
  children: ReactNode
  /** How many of several lines can be logged. */
  status: string | null
  /** Why logging failed. */
  failure: string | null
  messageId: string
}

const hints = [
  ['⏎', 'log'],
  ['⇧⏎', 'new line'],
  ['Tab', 'complete'],
] as const

/**
 * The last row of the bar: what is wrong, or else which keys work. Its height is reserved but on a
 * phone.
 */
export const BarFoot = memo(function BarFoot(props: BarFootProps) {
  const { children, status, failure, messageId } = props
  const hasWords = failure !== null || status !== null || Boolean(children)
  return (
    <div {...stylex.props(styles.root, !hasWords && styles.resting)}>
      {failure !== null ? (
        <p id={messageId} {...stylex.props(styles.text, styles.failure)}>
          {failure}
        </p>
      ) : (
        (children ?? (status !== null ? <p {...stylex.props(styles.text)}>{status}</p> : <Hints />))
      )}
    </div>
  )
})

function Hints() {
  return (
    <p aria-hidden="true" {...stylex.props(styles.text, styles.hints)}>
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
    minHeight: 36,
    minWidth: 0,
    paddingBlock: space.s4,
    paddingInline: space.s12,
  },
  // A finger has no keys to be told about, so on a phone the row comes with its words.
  resting: { display: { default: 'flex', [media.narrow]: 'none' } },
  text: { color: color.textMuted, fontSize: text.sm, lineHeight: line.sm, margin: space.s0 },
  failure: { color: color.danger },
  hints: {
    color: color.textSubtle,
    display: { default: 'flex', [media.coarse]: 'none' },
    fontSize: text.xs,
    gap: space.s16,
    lineHeight: line.xs,
  },
  keys: { fontFamily: 'inherit' },
})
