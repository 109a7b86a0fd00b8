import * as stylex from '@stylexjs/stylex'
import { tagHue } from './tag-hue.ts'
import { hue, line, radius, space, text, weight } from './tokens.stylex.ts'

export type TagChipProps = {
  /** The tag without its `#`. */
  tag: string
  xstyle?: stylex.StyleXStyles
}

/** A tag as people type it. The hue helps to scan; the name carries the meaning. */
export function TagChip({ tag, xstyle }: TagChipProps) {
  return (
    <span dir="auto" {...stylex.props(styles.root, hues[tagHue(tag)], xstyle)}>
      #{tag}
    </span>
  )
}

const styles = stylex.create({
  root: {
    borderColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'inline-block',
    fontSize: text.xs,
    fontWeight: weight.medium,
    lineHeight: line.xs,
    maxWidth: '24ch',
    overflow: 'hidden',
    paddingBlock: 1,
    paddingInline: space.s6,
    textOverflow: 'ellipsis',
    verticalAlign: 'middle',
    whiteSpace: 'nowrap',
  },
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
