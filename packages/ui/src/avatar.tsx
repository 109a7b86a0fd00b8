import * as stylex from '@stylexjs/stylex'
import { initials } from './initials.ts'
import { tagHue } from './tag-hue.ts'
import { hue, line, radius, text, weight } from './tokens.stylex.ts'

export type AvatarProps = {
  name: string
  size?: keyof typeof sizes
  /** True where the name stands beside it and would be heard twice. */
  isDecorative?: boolean
  xstyle?: stylex.StyleXStyles
}

export function Avatar({ name, size = 'md', isDecorative = false, xstyle }: AvatarProps) {
  const looks = stylex.props(styles.root, sizes[size], hues[tagHue(name)], xstyle)
  if (isDecorative) {
    return (
      <span aria-hidden {...looks}>
        {initials(name)}
      </span>
    )
  }
  return (
    <span role="img" aria-label={name} {...looks}>
      {initials(name)}
    </span>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    borderColor: 'transparent',
    borderRadius: radius.full,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'inline-flex',
    flexShrink: 0,
    fontWeight: weight.semibold,
    justifyContent: 'center',
    userSelect: 'none',
  },
})

const sizes = stylex.create({
  sm: { fontSize: text.xs, height: 24, lineHeight: line.xs, width: 24 },
  md: { fontSize: text.xs, height: 32, lineHeight: line.xs, width: 32 },
  lg: { fontSize: text.md, height: 48, lineHeight: line.md, width: 48 },
})

const hues = stylex.create({
  blue: { backgroundColor: hue.blueBg, color: hue.blue },
  green: { backgroundColor: hue.greenBg, color: hue.green },
  amber: { backgroundColor: hue.amberBg, color: hue.amber },
  teal: { backgroundColor: hue.tealBg, color: hue.teal },
  olive: { backgroundColor: hue.oliveBg, color: hue.olive },
  orange: { backgroundColor: hue.orangeBg, color: hue.orange },
  red: { backgroundColor: hue.redBg, color: hue.red },
  pink: { backgroundColor: hue.pinkBg, color: hue.pink },
  slate: { backgroundColor: hue.slateBg, color: hue.slate },
})
