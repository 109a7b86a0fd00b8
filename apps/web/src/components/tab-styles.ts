import * as stylex from '@stylexjs/stylex'
import { color, density, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'

/** Links that look like tabs: the parts of a page, each with an address of its own. */
export const tabStyles = stylex.create({
  row: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'flex',
    gap: { default: space.s4, [media.phone]: 0 },
    marginBlockEnd: space.s16,
    overflowX: 'auto',
  },
  link: {
    alignItems: 'center',
    borderBlockEndColor: 'transparent',
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 2,
    borderRadius: radius.sm,
    color: { default: color.textMuted, ':hover': color.text },
    display: 'inline-flex',
    minHeight: density.controlLg,
    // Five of them stand side by side on a phone.
    paddingInline: { default: space.s12, [media.phone]: space.s6 },
    textDecoration: 'none',
  },
  current: { borderBlockEndColor: color.accent, color: color.accentText },
})
