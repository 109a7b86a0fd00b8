import * as stylex from '@stylexjs/stylex'
import type { HTMLAttributes } from 'react'
import { color, radius, space } from './tokens.stylex.ts'

export type CardProps = Omit<HTMLAttributes<HTMLElement>, 'className' | 'style'> & {
  as?: 'div' | 'section' | 'article' | 'li'
  padding?: keyof typeof paddings
  tone?: keyof typeof tones
  xstyle?: stylex.StyleXStyles
}

/** A quiet surface with a hairline. Give a `section` or `article` its own label. */
export function Card({
  as: Element = 'div',
  padding = 'md',
  tone = 'surface',
  xstyle,
  ...props
}: CardProps) {
  return (
    <Element {...props} {...stylex.props(styles.root, tones[tone], paddings[padding], xstyle)} />
  )
}

const styles = stylex.create({
  root: {
    borderRadius: radius.lg,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.text,
    minWidth: 0,
  },
})

const tones = stylex.create({
  surface: { backgroundColor: color.surface, borderColor: color.border },
  sunken: { backgroundColor: color.sunken, borderColor: color.border },
  ai: { backgroundColor: color.aiBg, borderColor: color.ai, borderStyle: 'dashed' },
})

const paddings = stylex.create({
  none: { padding: space.s0 },
  sm: { padding: space.s12 },
  md: { padding: space.s16 },
  lg: { padding: space.s24 },
})
