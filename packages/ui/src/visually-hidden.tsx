import * as stylex from '@stylexjs/stylex'
import type { HTMLAttributes } from 'react'

export type VisuallyHiddenProps = Omit<HTMLAttributes<HTMLElement>, 'className' | 'style'> & {
  as?: 'span' | 'div' | 'h1' | 'h2' | 'h3' | 'caption'
}

/** Heard, not seen. Nothing that can take focus belongs inside. */
export function VisuallyHidden({ as: Element = 'span', ...props }: VisuallyHiddenProps) {
  return <Element {...props} {...stylex.props(styles.root)} />
}

const styles = stylex.create({
  root: {
    borderWidth: 0,
    clipPath: 'inset(50%)',
    height: 1,
    margin: -1,
    overflow: 'hidden',
    padding: 0,
    position: 'absolute',
    whiteSpace: 'nowrap',
    width: 1,
  },
})
