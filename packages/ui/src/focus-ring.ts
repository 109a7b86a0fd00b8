import * as stylex from '@stylexjs/stylex'
import { color } from './tokens.stylex.ts'

/**
 * The one focus ring. `aria` follows React Aria's `data-focus-visible`, `native` follows the
 * browser; `inset` is for cells and rows whose neighbours would hide an outer ring.
 */
export const focusRing = stylex.create({
  aria: {
    outlineColor: color.focus,
    outlineOffset: 2,
    outlineStyle: { default: 'none', '[data-focus-visible]': 'solid' },
    outlineWidth: 2,
  },
  ariaInset: {
    outlineColor: color.focus,
    outlineOffset: -2,
    outlineStyle: { default: 'none', '[data-focus-visible]': 'solid' },
    outlineWidth: 2,
  },
  native: {
    outlineColor: color.focus,
    outlineOffset: 2,
    outlineStyle: { default: 'none', ':focus-visible': 'solid' },
    outlineWidth: 2,
  },
  nativeInset: {
    outlineColor: color.focus,
    outlineOffset: -2,
    outlineStyle: { default: 'none', ':focus-visible': 'solid' },
    outlineWidth: 2,
  },
})
