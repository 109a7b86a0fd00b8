import * as stylex from '@stylexjs/stylex'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { density, space } from '@worksmart/ui/tokens.stylex.ts'

const rows = ['38%', '52%', '44%', '60%', '36%', '48%'] as const

/** Rows in the height of the real ones: six of a page, two of a drawer. */
export function DocumentsSkeleton({ isCompact = false }: { isCompact?: boolean }) {
  return (
    <div>
      {rows.slice(0, isCompact ? 2 : rows.length).map((width) => (
        <div key={width} {...stylex.props(styles.row)}>
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  )
}

const styles = stylex.create({
  row: {
    alignItems: 'center',
    display: 'flex',
    height: density.rowComfortable,
    paddingInline: space.s8,
  },
})
