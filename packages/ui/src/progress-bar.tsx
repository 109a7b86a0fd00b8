import * as stylex from '@stylexjs/stylex'
import {
  ProgressBar as AriaProgressBar,
  type ProgressBarProps as AriaProgressBarProps,
} from 'react-aria-components/ProgressBar'
import { chart, color, line, media, motion, radius, space, text } from './tokens.stylex.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export type ProgressBarProps = Omit<
  AriaProgressBarProps,
  'aria-label' | 'aria-labelledby' | 'children' | 'className' | 'style'
> & {
  label: string
  isLabelHidden?: boolean
  tone?: keyof typeof tones
  xstyle?: stylex.StyleXStyles
}

/** `value` runs from `minValue` (0) to `maxValue` (100); words under `valueLabel` replace "40%". */
export function ProgressBar({
  label,
  isLabelHidden = false,
  tone = 'accent',
  xstyle,
  ...props
}: ProgressBarProps) {
  return (
    <AriaProgressBar {...props} aria-label={label} {...stylex.props(styles.root, xstyle)}>
      {({ percentage, valueText, isIndeterminate }) => (
        <>
          {isLabelHidden ? (
            <VisuallyHidden aria-hidden>{label}</VisuallyHidden>
          ) : (
            <span aria-hidden {...stylex.props(styles.words)}>
              <span {...stylex.props(styles.label)}>{label}</span>
              <span {...stylex.props(styles.value)}>{isIndeterminate ? '' : valueText}</span>
            </span>
          )}
          <span {...stylex.props(styles.track)}>
            <span
              {...stylex.props(
                styles.fill,
                tones[tone],
                isIndeterminate ? styles.unknown : styles.width(percentage ?? 0),
              )}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}

const travel = stylex.keyframes({
  from: { transform: 'translateX(-100%)' },
  to: { transform: 'translateX(300%)' },
})

const styles = stylex.create({
  root: { display: 'flex', flexDirection: 'column', gap: space.s6, minWidth: 0 },
  words: {
    display: 'flex',
    fontSize: text.sm,
    gap: space.s12,
    justifyContent: 'space-between',
    lineHeight: line.sm,
  },
  label: { color: color.text, minWidth: 0, overflowWrap: 'anywhere' },
  value: { color: color.textMuted, flexShrink: 0, fontVariantNumeric: 'tabular-nums' },
  track: {
    backgroundColor: color.hover,
    borderRadius: radius.full,
    display: 'block',
    height: 6,
    outlineColor: 'transparent',
    outlineOffset: -1,
    outlineStyle: 'solid',
    outlineWidth: 1,
    overflow: 'hidden',
  },
  fill: { borderRadius: radius.full, display: 'block', forcedColorAdjust: 'none', height: '100%' },
  unknown: {
    animationDuration: motion.turn,
    animationIterationCount: 'infinite',
    animationName: travel,
    animationTimingFunction: 'ease-in-out',
    width: '33%',
  },
  width: (percentage: number) => ({
    transitionDuration: motion.slow,
    transitionProperty: 'width',
    width: `${percentage}%`,
  }),
})

const tones = stylex.create({
  accent: {
    backgroundColor: { default: color.accent, [media.forcedColors]: 'Highlight' },
  },
  success: {
    backgroundColor: { default: color.success, [media.forcedColors]: 'Highlight' },
  },
  warning: {
    backgroundColor: { default: chart.series3, [media.forcedColors]: 'Highlight' },
  },
  danger: {
    backgroundColor: { default: color.danger, [media.forcedColors]: 'Highlight' },
  },
})
