import * as stylex from '@stylexjs/stylex'
import { color } from '@worksmart/ui/tokens.stylex.ts'

/** The mark of the product, decorative: its name stands beside it. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      {...stylex.props(styles.mark)}
    >
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path
        d="M8.5 11.5 12 21l4-8.5 4 8.5 3.5-9.5"
        fill="none"
        strokeWidth="2.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        {...stylex.props(styles.stroke)}
      />
    </svg>
  )
}

const styles = stylex.create({
  mark: { color: color.accent, flexShrink: 0 },
  stroke: { stroke: color.onAccent },
})
