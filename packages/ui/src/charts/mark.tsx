import * as stylex from '@stylexjs/stylex'
import type { ReactNode } from 'react'
import { markStyles } from './mark-styles.ts'
import type { useRoving } from './use-roving.ts'

type MarkProps = ReturnType<ReturnType<typeof useRoving>['markProps']> & {
  /** The place and its value, as they are heard. */
  name: string
  children: ReactNode
}

/** One mark of a chart: a picture with a name that the arrows can stop at. */
export function Mark({ name, children, ...props }: MarkProps) {
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: reading is all it is for; the stop is how a keyboard gets there.
    <g
      role="img"
      aria-label={name}
      {...props}
      {...stylex.props(stylex.defaultMarker(), markStyles.root)}
    >
      {children}
    </g>
  )
}
