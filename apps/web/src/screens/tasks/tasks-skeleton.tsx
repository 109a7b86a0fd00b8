import * as stylex from '@stylexjs/stylex'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { density, space } from '@worksmart/ui/tokens.stylex.ts'

const widths = [46, 62, 38, 54, 70, 42] as const
const columns = ['todo', 'in_progress', 'blocked', 'done'] as const

/** The geometry of what is coming. */
export function TasksSkeleton({ isBoard }: { isBoard: boolean }) {
  if (isBoard) {
    return (
      <div {...stylex.props(styles.board)}>
        {columns.map((column) => (
          <div key={column} {...stylex.props(styles.column)}>
            <Skeleton width={96} />
            <Skeleton shape="block" height={84} />
            <Skeleton shape="block" height={84} />
          </div>
        ))}
      </div>
    )
  }
  return (
    <div>
      <div {...stylex.props(styles.row)}>
        <Skeleton width={64} />
      </div>
      {widths.map((width) => (
        <div key={width} {...stylex.props(styles.row)}>
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  )
}

const styles = stylex.create({
  board: {
    display: 'grid',
    gap: space.s12,
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
  },
  column: { display: 'grid', gap: space.s8, paddingBlock: space.s8 },
  row: { alignItems: 'center', display: 'grid', height: density.row, paddingInline: space.s8 },
})
