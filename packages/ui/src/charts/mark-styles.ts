import * as stylex from '@stylexjs/stylex'
import { color, motion } from '../tokens.stylex.ts'

/** What every mark shares: the reach of the pointer, and the ring of the focus. */
export const markStyles = stylex.create({
  root: { outline: 'none' },
  svg: { display: 'block', overflow: 'visible' },
  // An outline around a shape of a drawing is not drawn alike everywhere, so the ring is a shape.
  ring: {
    fill: 'none',
    stroke: {
      default: 'transparent',
      [stylex.when.ancestor(':focus-visible')]: color.focus,
    },
    strokeWidth: 2,
  },
  reach: {
    fill: {
      default: 'transparent',
      [stylex.when.ancestor(':hover')]: color.hover,
    },
    transitionDuration: motion.fast,
    transitionProperty: 'fill',
  },
})
