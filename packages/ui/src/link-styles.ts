import * as stylex from '@stylexjs/stylex'
import { color, motion, radius } from './tokens.stylex.ts'

/** For the router's link: `{...stylex.props(linkStyles.text, focusRing.native)}`. */
export const linkStyles = stylex.create({
  // Inside a sentence the underline stays: colour alone would not mark a link.
  text: {
    borderRadius: radius.sm,
    color: color.accentText,
    textDecorationColor: { default: color.accent, ':hover': 'currentColor' },
    textDecorationLine: 'underline',
    textDecorationThickness: '1px',
    textUnderlineOffset: '0.2em',
  },
  // In lists and navigation, where the place says that it is a link.
  quiet: {
    borderRadius: radius.sm,
    color: { default: 'inherit', ':hover': color.accentText },
    textDecorationLine: { default: 'none', ':hover': 'underline' },
    textDecorationThickness: '1px',
    textUnderlineOffset: '0.2em',
    transitionDuration: motion.fast,
    transitionProperty: 'color',
  },
})
