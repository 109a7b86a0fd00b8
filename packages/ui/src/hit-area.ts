import * as stylex from '@stylexjs/stylex'
import { density } from './tokens.stylex.ts'

/** Grows what can be pressed to the minimum target size without growing what is seen. */
export const hitArea = stylex.create({
  grow: {
    position: 'relative',
    '::after': {
      content: '""',
      // Percentages of `inset` follow width and height separately, so one formula fits both axes.
      inset: `min(0px, calc((100% - ${density.hit}) / 2))`,
      position: 'absolute',
    },
  },
})
