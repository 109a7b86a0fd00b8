import * as stylex from '@stylexjs/stylex'
import { color, density, line, media, space, text } from './tokens.stylex.ts'

/** A checkbox or switch is its whole row: the words can be pressed too. */
export const toggleStyles = stylex.create({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  button: {
    alignItems: 'flex-start',
    boxSizing: 'border-box',
    color: { default: color.text, '[data-disabled]': color.textSubtle },
    cursor: { default: 'pointer', '[data-disabled]': 'default' },
    display: 'flex',
    fontSize: text.base,
    gap: space.s8,
    lineHeight: line.base,
    minHeight: density.hit,
    minWidth: density.hit,
    paddingBlock: {
      default: space.s2,
      [media.coarse]: space.s12,
    },
    position: 'relative',
    WebkitTapHighlightColor: 'transparent',
  },
  ring: {
    outlineColor: color.focus,
    outlineOffset: 2,
    outlineStyle: 'solid',
    outlineWidth: 2,
  },
  notes: { gap: space.s2, paddingInlineStart: space.s24 },
  switchNotes: { gap: space.s2, paddingInlineStart: space.s40 },
})
