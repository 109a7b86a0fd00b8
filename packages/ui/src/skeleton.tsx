import * as stylex from '@stylexjs/stylex'
import { color, radius } from './tokens.stylex.ts'

export type SkeletonProps = {
  shape?: keyof typeof shapes
  /** A number is CSS pixels. */
  width?: number | string
  height?: number | string
  xstyle?: stylex.StyleXStyles
}

/**
 * The geometry of what is coming. It does not shimmer, because nothing but indeterminate progress
 * loops, and it is silent: the surface around it says what is loading.
 */
export function Skeleton({ shape = 'text', width = '100%', height = 12, xstyle }: SkeletonProps) {
  return (
    <span
      aria-hidden
      {...stylex.props(styles.root, shapes[shape], styles.size(width, height), xstyle)}
    />
  )
}

const styles = stylex.create({
  root: {
    // Forced colours remove the background, and a border keeps the placeholder visible.
    backgroundColor: color.hover,
    borderColor: 'transparent',
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'block',
    maxWidth: '100%',
  },
  size: (width: number | string, height: number | string) => ({ height, width }),
})

const shapes = stylex.create({
  text: { borderRadius: radius.sm },
  block: { borderRadius: radius.md },
  circle: { borderRadius: radius.full },
})
