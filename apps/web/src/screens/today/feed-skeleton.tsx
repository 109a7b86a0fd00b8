import * as stylex from '@stylexjs/stylex'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { density, space } from '@worksmart/ui/tokens.stylex.ts'

const widths = [46, 62, 38, 54, 70, 42, 58, 50] as const

/** A day with eight rows, in the geometry of the real ones. */
export function FeedSkeleton() {
  return (
    <div {...stylex.props(styles.root)}>
      <div {...stylex.props(styles.heading)}>
        <Skeleton width={64} />
      </div>
      {widths.map((width) => (
        <div key={width} {...stylex.props(styles.row)}>
          <Skeleton width={44} />
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  )
}

const styles = stylex.create({
  root: { paddingInline: space.s8 },
  heading: { alignItems: 'flex-end', display: 'flex', height: 49, paddingBlockEnd: space.s12 },
  row: {
    alignItems: 'center',
    display: 'grid',
    gap: space.s16,
    gridTemplateColumns: '100px minmax(0, 1fr)',
    height: density.row,
    justifyItems: 'start',
  },
})
