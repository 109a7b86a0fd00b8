import * as stylex from '@stylexjs/stylex'
import type { LucideIcon } from 'lucide-react'

export type IconType = LucideIcon

export type IconProps = {
  icon: IconType
  size?: 16 | 20
  xstyle?: stylex.StyleXStyles
}

/** A decorative glyph. Its meaning belongs to the text or the label beside it. */
export function Icon({ icon: Glyph, size = 16, xstyle }: IconProps) {
  return (
    <Glyph aria-hidden size={size} strokeWidth={1.75} {...stylex.props(styles.glyph, xstyle)} />
  )
}

const styles = stylex.create({
  glyph: { flexShrink: 0 },
})
