import * as stylex from '@stylexjs/stylex'
import { color, font, line, text, tracking, weight } from './tokens.stylex.ts'

/** Size and line height always travel together; `numeric` keeps figures from dancing. */
export const textStyles = stylex.create({
  xs: { fontSize: text.xs, lineHeight: line.xs },
  sm: { fontSize: text.sm, lineHeight: line.sm },
  base: { fontSize: text.base, lineHeight: line.base },
  md: { fontSize: text.md, lineHeight: line.md },
  lg: { fontSize: text.lg, letterSpacing: tracking.tight, lineHeight: line.lg },
  xl: { fontSize: text.xl, letterSpacing: tracking.tight, lineHeight: line.xl },
  display: { fontSize: text.display, letterSpacing: tracking.tight, lineHeight: line.display },
  regular: { fontWeight: weight.regular },
  medium: { fontWeight: weight.medium },
  semibold: { fontWeight: weight.semibold },
  muted: { color: color.textMuted },
  subtle: { color: color.textSubtle },
  mono: { fontFamily: font.mono },
  numeric: { fontVariantNumeric: 'tabular-nums' },
  truncate: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
})
