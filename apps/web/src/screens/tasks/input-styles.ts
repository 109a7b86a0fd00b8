import * as stylex from '@stylexjs/stylex'
import { color, density, line, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'

/** The look of the browser's own fields on this screen. `quiet` ones show their border on hover. */
export const inputStyles = stylex.create({
  field: {
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.text,
    fontFamily: 'inherit',
    fontSize: text.input,
    lineHeight: line.base,
    minHeight: density.controlSm,
    minWidth: 0,
    paddingInline: space.s8,
  },
  wide: { width: '100%' },
  area: { paddingBlock: space.s6, resize: 'vertical' },
  invalid: { borderColor: color.danger, boxShadow: `inset 0 0 0 1px ${color.danger}` },
})
