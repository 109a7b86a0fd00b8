import * as stylex from '@stylexjs/stylex'
import { media, motion, radius } from './tokens.stylex.ts'

export type SpinnerProps = { xstyle?: stylex.StyleXStyles }

/** Decorative and in the colour of its text; it appears only once the wait is felt. */
export function Spinner({ xstyle }: SpinnerProps) {
  return (
    <span aria-hidden {...stylex.props(styles.wait, xstyle)}>
      <span {...stylex.props(styles.ring)} />
    </span>
  )
}

const appear = stylex.keyframes({ from: { opacity: 0 }, to: { opacity: 1 } })
const turn = stylex.keyframes({ to: { transform: 'rotate(360deg)' } })

const styles = stylex.create({
  wait: {
    alignItems: 'center',
    animationDelay: motion.patience,
    animationDuration: motion.fast,
    animationFillMode: 'both',
    animationName: appear,
    display: 'inline-flex',
    justifyContent: 'center',
  },
  ring: {
    animationDuration: motion.turn,
    animationIterationCount: 'infinite',
    animationName: turn,
    animationTimingFunction: 'linear',
    borderBlockEndColor: 'transparent',
    borderBlockStartColor: { default: 'currentColor', [media.forcedColors]: 'ButtonText' },
    borderInlineColor: { default: 'currentColor', [media.forcedColors]: 'ButtonText' },
    borderRadius: radius.full,
    borderStyle: 'solid',
    borderWidth: 2,
    boxSizing: 'border-box',
    // Forced colours would paint the gap too, and a full ring does not seem to turn.
    forcedColorAdjust: 'none',
    height: 14,
    width: 14,
  },
})
